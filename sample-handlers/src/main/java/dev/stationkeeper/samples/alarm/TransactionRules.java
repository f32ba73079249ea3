// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.alarm.Board.Matter;
import dev.stationkeeper.samples.alarm.Facts.StationFacts;
import dev.stationkeeper.spi.LoggedEvent;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules about transactions and their meters. */
final class TransactionRules {
  static final Set<String> TYPES =
      Set.of(
          "TransactionStarted", "TransactionEnded", "TransactionCorrected", "TransactionFlagged");

  static final String METER_VALUES = "MeterValuesRecorded";

  private static final Set<String> WITHOUT_END = Set.of("noEnd", "superseded", "tooManyOpen");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final String REGISTER = "Energy.Active.Import.Register";
  private static final int MOST_METERS = 50;
  private static final long HOLDS = 3_600_000;
  private static final long HOLDS_LONG = 24 * HOLDS;

  private final AlarmSettings settings;
  private final Facts facts;
  private final Board board;

  TransactionRules(AlarmSettings settings, Facts facts, Board board) {
    this.settings = settings;
    this.facts = facts;
    this.board = board;
  }

  void on(String station, LoggedEvent event) {
    StationFacts known = facts.station(station);
    if (known == null) {
      return;
    }
    JsonView payload = event.payload();
    String transaction = payload.string("transactionId").orElse("");
    if (transaction.isEmpty()) {
      return;
    }
    long at = event.at().toEpochMilli();
    switch (event.type()) {
      case "TransactionStarted" -> {
        open(station, transaction, at);
        payload.decimal("meterStart").ifPresent(wh -> meter(station, known, transaction, wh, at));
      }
      case METER_VALUES -> samples(station, known, transaction, payload, at);
      case "TransactionEnded", "TransactionCorrected" -> {
        payload.decimal("meterStop").ifPresent(wh -> meter(station, known, transaction, wh, at));
        known.meters.remove(transaction);
        board.endsForGood(openKey(station, transaction), at);
      }
      case "TransactionFlagged" -> flagged(station, transaction, payload, at);
      default -> {} // an open set
    }
  }

  private static String openKey(String station, String transaction) {
    return "open:" + station + ":" + transaction;
  }

  private void open(String station, String transaction, long at) {
    if (settings.has("transaction")) {
      long hours = settings.transactionMax() / HOLDS;
      board.begins(
          new Matter(
              openKey(station, transaction),
              "warning",
              station,
              "Transaction "
                  + transaction
                  + " of "
                  + station
                  + " has not ended after "
                  + hours
                  + " h"),
          at,
          at + settings.transactionMax());
    }
  }

  private void flagged(String station, String transaction, JsonView flag, long at) {
    String finding = flag.string("finding").orElse("");
    String detail = flag.string("detail").orElse("");
    if (WITHOUT_END.contains(finding)) {
      board.forget(openKey(station, transaction));
    }
    if (WITHOUT_END.contains(finding) && settings.has("transaction")) {
      board.happens(
          new Matter(
              "noEnd:" + station + ":" + transaction,
              "warning",
              station,
              "Transaction %s of %s has no end (%s): %s"
                  .formatted(transaction, station, finding, detail)),
          at,
          HOLDS_LONG);
    } else if (finding.equals("gap") && settings.has("sequence")) {
      board.happens(
          new Matter(
              "sequence:" + station + ":" + transaction,
              "warning",
              station,
              "Messages of transaction %s of %s are missing: %s"
                  .formatted(transaction, station, detail)),
          at,
          HOLDS_LONG);
    }
  }

  private void samples(
      String station, StationFacts known, String transaction, JsonView values, long at) {
    for (JsonView sample : values.objects("samples")) {
      boolean total =
          sample.string("measurand").orElse(REGISTER).equals(REGISTER)
              && !sample.has("phase")
              && sample.string("location").orElse("Outlet").equals("Outlet");
      if (total) {
        BigDecimal value = number(sample.string("value").orElse(""));
        if (value != null) {
          boolean kilo = sample.string("unit").orElse("Wh").equals("kWh");
          meter(station, known, transaction, kilo ? value.movePointRight(3) : value, at);
        }
      }
    }
  }

  private static @Nullable BigDecimal number(String text) {
    // A value may also be signed data (1.6), which is no number.
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  private void meter(
      String station, StationFacts known, String transaction, BigDecimal wh, long at) {
    if (!settings.has("meter")) {
      return;
    }
    BigDecimal before = known.meters.get(transaction);
    if (before != null
        && before.subtract(wh).compareTo(BigDecimal.valueOf(settings.meterTolerance())) > 0) {
      board.happens(
          new Matter(
              "meter:" + station,
              "warning",
              station,
              "The meter of %s went back from %s to %s Wh in transaction %s"
                  .formatted(station, before.toPlainString(), wh.toPlainString(), transaction)),
          at,
          HOLDS);
    }
    if (known.meters.size() >= MOST_METERS) {
      known.meters.remove(known.meters.keySet().iterator().next());
    }
    known.meters.put(transaction, before == null ? wh : before.max(wh));
  }
}
