// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.stationkeeper.samples.analytics.files;

import org.jspecify.annotations.NullMarked;
