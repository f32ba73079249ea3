// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Instant;

/** A station's CALL that wants a business decision. */
public record Question(
    MessageId id,
    OcppVersion version,
    Action action,
    JsonView payload,
    Instant receivedAt,
    Instant deadline) {}
