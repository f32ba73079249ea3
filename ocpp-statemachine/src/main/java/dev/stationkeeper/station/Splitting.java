// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

/**
 * How a command with a long list goes in several messages.
 *
 * @param list the member of the request that is divided
 * @param results the member of the answers that is joined
 * @param items entries that the station takes in one message
 * @param bytes that the station takes in one message
 */
public record Splitting(String list, String results, int items, int bytes) {}
