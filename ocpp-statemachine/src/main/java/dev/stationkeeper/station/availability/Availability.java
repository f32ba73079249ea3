// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.availability;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.ConnectorId;
import dev.stationkeeper.station.Connectors;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import dev.stationkeeper.station.transactions.Transactions;
import java.time.Instant;
import java.util.OptionalLong;

/** Block G, Availability; 1.6 Core, Heartbeat and Status Notification. */
final class Availability {
  private Availability() {}

  /** A sign of life; the answer is our time (HB-01). It leaves no event. */
  static final class Heartbeat implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      turn.replyUnrecorded(call, JsonView.object().put("currentTime", turn.now()).build());
      return Outcome.ANSWERED;
    }
  }

  /** The status of a connector; connector 0 is the station itself (T16-20, T16-21). */
  static final class StatusNotification16 implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView status = call.payload();
      report(
          turn,
          new ConnectorStatusReported(
              null,
              (int) status.number("connectorId").orElseThrow(),
              status.string("status").orElseThrow(),
              status.string("errorCode").orElse(null),
              status.string("info").orElse(null),
              status.string("vendorId").orElse(null),
              status.string("vendorErrorCode").orElse(null),
              Times.read(status, "timestamp").orElse(call.receivedAt())));
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  /** The status of a connector of an EVSE (G01). */
  static final class StatusNotification2x implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView status = call.payload();
      report(
          turn,
          statusOf(
              (int) status.number("evseId").orElseThrow(),
              (int) status.number("connectorId").orElseThrow(),
              status.string("connectorStatus").orElseThrow(),
              Times.read(status, "timestamp").orElse(call.receivedAt())));
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  /** Variables that changed; the availability of a connector may be among them (G01). */
  static final class NotifyEvent implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      for (JsonView data : call.payload().objects("eventData")) {
        OptionalLong evse = data.number("component", "evse", "id");
        OptionalLong connector = data.number("component", "evse", "connectorId");
        if (isNamed(data, "component", "Connector")
            && isNamed(data, "variable", "AvailabilityState")
            && evse.isPresent()
            && connector.isPresent()) {
          report(
              turn,
              statusOf(
                  (int) evse.getAsLong(),
                  (int) connector.getAsLong(),
                  data.string("actualValue").orElse(""),
                  Times.read(data, "timestamp").orElse(call.receivedAt())));
        }
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }

    private static boolean isNamed(JsonView data, String member, String name) {
      return data.string(member, "name").orElse("").equalsIgnoreCase(name);
    }
  }

  private static ConnectorStatusReported statusOf(
      int evse, int connector, String status, Instant at) {
    return new ConnectorStatusReported(evse, connector, status, null, null, null, null, at);
  }

  private static void report(Turn turn, ConnectorStatusReported report) {
    ConnectorId id = new ConnectorId(report.evse(), report.connector());
    Connectors known = turn.state().connectors();
    if (known.all().size() >= Connectors.LIMIT && known.find(id).isEmpty()) {
      turn.count("connector_table_full");
    }
    turn.record(report);
    Transactions.connectorReported(turn, id, report.status());
  }
}
