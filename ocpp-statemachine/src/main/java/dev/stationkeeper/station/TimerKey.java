// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

/**
 * Names a timer of one station. Setting a key again replaces its timer.
 *
 * @param kind what it is for, for example {@code call}
 * @param name which of that kind, for example the message id
 */
public record TimerKey(String kind, String name) {}
