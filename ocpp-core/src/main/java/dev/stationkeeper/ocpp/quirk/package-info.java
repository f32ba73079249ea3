// SPDX-License-Identifier: Apache-2.0
/**
 * Named tolerances for stations that break a rule: which there are, which station gets which, and
 * which of them a payload needed. Without a quirk only members that no definition has pass.
 */
@NullMarked
package dev.stationkeeper.ocpp.quirk;

import org.jspecify.annotations.NullMarked;
