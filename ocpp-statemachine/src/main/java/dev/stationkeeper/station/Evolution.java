// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.event.BlockEvent;
import dev.stationkeeper.station.event.FlowEvent;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.CommandSent;
import dev.stationkeeper.station.event.StationEvent.ConnectionClosed;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import dev.stationkeeper.station.event.StationEvent.FrameRejected;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.QuirksUsed;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import dev.stationkeeper.station.event.StationEvent.SendReceived;
import dev.stationkeeper.station.event.StationEvent.TokenAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionCorrected;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state while events are folded into it. The only code that changes a state; it asks no question
 * of policy and refuses nothing, because what it folds has happened.
 */
final class Evolution {
  private final StationId id;
  private final long seq;
  private Link link;
  private Registration registration;
  private @Nullable Device device;
  private Connectors connectors;
  private Ledger transactions;
  private CommandQueue commands;
  private AnsweredCalls answered;
  private Flows flows;
  private Parts parts;
  private QuirkTally quirks;

  private Evolution(StationState from) {
    id = from.id();
    seq = from.seq() + 1;
    link = from.link();
    registration = from.registration();
    device = from.device();
    connectors = from.connectors();
    transactions = from.transactions();
    commands = from.commands();
    answered = from.answered();
    flows = from.flows();
    parts = from.parts();
    quirks = from.quirks();
  }

  static StationState after(StationState state, StationEvent event, Instant at) {
    Evolution next = new Evolution(state);
    next.fold(event, at);
    return new StationState(
        next.id,
        next.seq,
        next.link,
        next.registration,
        next.device,
        next.connectors,
        next.transactions,
        next.commands,
        next.answered,
        next.flows,
        next.parts,
        next.quirks);
  }

  private void fold(StationEvent event, Instant at) {
    switch (event) {
      case ConnectionOpened e -> opened(e);
      case ConnectionClosed e -> link = link.closed(e.connection());
      case BootNotified e -> booted(e);
      case RegistrationDecided e ->
          registration = new Registration(e.status(), e.intervalSeconds());
      case ConnectorStatusReported e -> connectors = connectors.after(e, at);
      case TransactionStarted e -> transactions = transactions.after(e);
      case TransactionUpdated e -> transactions = transactions.after(e);
      case TransactionEnded e -> transactions = transactions.after(e);
      case TransactionAuthorized e -> transactions = transactions.after(e);
      case TransactionCorrected e -> transactions = transactions.after(e);
      case TransactionFlagged e -> transactions = transactions.after(e);
      case CallAnswered e -> {
        transactions = transactions.after(e);
        answered = answered.after(e);
      }
      case CommandQueued e -> commands = commands.after(e);
      case CommandSent e -> commands = commands.after(e);
      case CommandEnded e -> commands = commands.without(e.commandId());
      case FlowEvent e -> flows = flows.after(e, at);
      case BlockEvent _ -> {
        // the parts fold it
      }
      case QuirksUsed e -> quirks = quirks.after(e, at);
      case TokenAuthorized _, MeterValuesRecorded _, SendReceived _, FrameRejected _ -> {}
    }
    parts = parts.after(event, at);
  }

  private void opened(ConnectionOpened event) {
    if (link.version() != null
        && link.version().startsWith("1.") != event.version().startsWith("1.")) {
      // 1.6 numbers connectors of the station, 2.x of the EVSE: after an upgrade they are others.
      connectors = Connectors.NONE;
    }
    link = link.opened(event.connection(), event.version(), event.securityProfile());
  }

  private void booted(BootNotified event) {
    device = Device.of(event);
    connectors = connectors.afterReboot();
    transactions = transactions.afterReboot();
    answered = answered.afterReboot();
  }
}
