// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

/**
 * How a consumer among the handlers stands.
 *
 * @param checkpoint position behind which events come again after a restart
 * @param given position of the last event that was given
 * @param lag how many events of the log are not acknowledged
 * @param failures how often it failed on a batch
 * @param parked how many events were put aside
 * @param waiting why it is given the same events again later, in its own words; empty when it is
 *     not
 */
public record ConsumerStatus(
    String handler,
    long checkpoint,
    long given,
    long lag,
    long failures,
    long parked,
    String waiting) {}
