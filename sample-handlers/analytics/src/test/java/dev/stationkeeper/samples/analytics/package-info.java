// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.stationkeeper.samples.analytics;

import org.jspecify.annotations.NullMarked;
