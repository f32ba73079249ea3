// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.Map;

/**
 * How a handler stands over all stations, for operators.
 *
 * @param state of the plugin itself: STARTING, RUNNING, BACKOFF, QUARANTINED or REMOVED
 * @param load number of the object of the plugin, from 1
 * @param slots how many stations' slots are in which state
 * @param restarts of all slots
 * @param workers threads that serve stations now
 * @param canary version and share of a second load, empty when there is none
 * @param shadow version of a candidate that runs beside, empty when there is none
 * @param zombies threads that were given up and have not ended
 */
public record PluginStatus(
    HandlerId handler,
    String version,
    HandlerRole role,
    int order,
    SlotState state,
    int load,
    String lastError,
    Map<SlotState, Integer> slots,
    long restarts,
    int queued,
    long lateAnswers,
    int workers,
    String canary,
    String shadow,
    int zombies) {}
