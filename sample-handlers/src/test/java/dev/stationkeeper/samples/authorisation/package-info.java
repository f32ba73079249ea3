// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.stationkeeper.samples.authorisation;

import org.jspecify.annotations.NullMarked;
