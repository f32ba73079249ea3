// SPDX-License-Identifier: Apache-2.0
/** Sample: raises and clears alarms from what happens to stations. */
@NullMarked
package dev.stationkeeper.samples.alarm;

import org.jspecify.annotations.NullMarked;
