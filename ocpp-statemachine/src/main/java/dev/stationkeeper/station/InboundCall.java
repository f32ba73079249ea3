// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import java.time.Instant;

/** A station's CALL that has no answer yet. */
public record InboundCall(MessageId id, Action action, JsonView payload, Instant receivedAt) {}
