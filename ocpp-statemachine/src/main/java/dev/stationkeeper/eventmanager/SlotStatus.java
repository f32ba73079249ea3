// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;

/**
 * How a slot stands, for operators.
 *
 * @param generation number of the instance, from 1; 0 before the first
 * @param restarts since the slot exists
 * @param lastError text of the last failure, empty when there was none
 * @param queued requests and events that wait
 * @param lateAnswers answers dropped because their request had its outcome already
 * @param lostEvents events dropped because the mailbox was full or the handler away
 * @param timeouts requests that the deadline answered while the handler had them
 */
public record SlotStatus(
    StationId station,
    HandlerId handler,
    HandlerRole role,
    SlotState state,
    int generation,
    long restarts,
    String lastError,
    int queued,
    long lateAnswers,
    long lostEvents,
    long timeouts) {}
