// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.log;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.ConnectorStatusReported;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a 1.6 station leaves in the log: a boot, then sessions of ten events each. */
final class Traffic {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.123456789Z");
  private static final JsonView STATUS =
      JsonView.parse(
          "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\","
              + "\"timestamp\":\"2026-01-02T03:04:05Z\"}");
  private static final JsonView START =
      JsonView.parse(
          "{\"connectorId\":1,\"idTag\":\"04A2B3C4D5\",\"meterStart\":1000,"
              + "\"timestamp\":\"2026-01-02T03:04:05Z\"}");
  private static final JsonView METER =
      JsonView.parse(
          "{\"connectorId\":1,\"transactionId\":4711,\"meterValue\":[{\"timestamp\":"
              + "\"2026-01-02T03:04:05Z\",\"sampledValue\":[{\"value\":\"12345.6\",\"measurand\":"
              + "\"Energy.Active.Import.Register\",\"unit\":\"Wh\"}]}]}");

  private final EventCodec codec = new EventCodec();

  /** One round of a station: ten events. */
  List<LogEntry> round(int station, int round) {
    List<StationEvent> events = new ArrayList<>();
    String transaction = Integer.toString(station * 1_000 + round);
    if (round == 0) {
      events.add(new StationEvent.ConnectionOpened(1, "1.6", "10.0.0.1"));
      events.add(
          new StationEvent.BootNotified("Acme", "One", "S" + station, "1.0", null, null, null));
      events.add(new StationEvent.RegistrationDecided("Accepted", 300));
      for (int connector = 1; connector <= 7; connector++) {
        events.add(status(connector % 3, "Available"));
      }
    } else {
      IdToken token = new IdToken("04A2B3C4D5", "ISO14443");
      events.add(status(1, "Charging"));
      events.add(answered("StatusNotification", STATUS, round, JsonView.EMPTY));
      events.add(
          new TransactionStarted(
              transaction, null, 1, token, BEGIN, 1_000L, null, null, null, null, null, false));
      events.add(
          answered(
              "StartTransaction",
              START,
              round + 1,
              JsonView.parse(
                  "{\"transactionId\":"
                      + transaction
                      + ",\"idTagInfo\":{\"status\":\"Accepted\"}}")));
      MeterSample sample =
          new MeterSample(
              BEGIN,
              "12345.6",
              "Sample.Periodic",
              "Energy.Active.Import.Register",
              null,
              null,
              "Wh");
      events.add(new MeterValuesRecorded(transaction, null, 1, List.of(sample)));
      events.add(answered("MeterValues", METER, round + 2, JsonView.EMPTY));
      events.add(new MeterValuesRecorded(transaction, null, 1, List.of(sample)));
      events.add(answered("MeterValues", METER, round + 3, JsonView.EMPTY));
      events.add(
          new StationEvent.TransactionEnded(
              transaction, BEGIN.plusSeconds(3_600), 9_000L, "Local", token, null, false));
      events.add(answered("StopTransaction", METER, round + 4, JsonView.EMPTY));
    }
    List<LogEntry> entries = new ArrayList<>(events.size());
    for (StationEvent event : events) {
      EventCodec.Encoded encoded = codec.encode(event);
      entries.add(
          new LogEntry(
              encoded.type(),
              encoded.version(),
              BEGIN.plusSeconds(round * 600L),
              new Cause(1, "m-" + round, null, null),
              encoded.payload()));
    }
    return entries;
  }

  private static StationEvent status(int connector, String status) {
    return new ConnectorStatusReported(null, connector, status, "NoError", null, null, null, BEGIN);
  }

  private static StationEvent answered(
      String action, JsonView request, int number, JsonView response) {
    return new CallAnswered(
        "0b6f3c52-7a7c-4a53-9c0e-2f4b8f6f" + number, action, request, response, null);
  }
}
