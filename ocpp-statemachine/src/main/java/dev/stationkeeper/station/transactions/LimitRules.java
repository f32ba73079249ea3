// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.TransactionLimitEvent.TransactionLimitGiven;
import dev.stationkeeper.station.event.TransactionLimitEvent.TransactionLimitTold;
import dev.stationkeeper.station.provisioning.Configuration;
import dev.stationkeeper.station.transactions.TransactionLimits.Limited;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of the limits that somebody decided goes to the station (E16): each once, only those that it
 * supports, and beside a limit of its own only a lower one. What is left out is counted.
 */
final class LimitRules {
  private static final String LIMIT = "transactionLimit";

  private LimitRules() {}

  /** The station tells which limits are in force (transactionInfo.transactionLimit). */
  static void told(Turn turn, String transactionId, JsonView event) {
    event
        .object("transactionInfo", LIMIT)
        .filter(limit -> !known(turn, transactionId).told().equals(TransactionLimits.values(limit)))
        .ifPresent(limit -> turn.record(new TransactionLimitTold(transactionId, limit)));
  }

  static JsonView completed(Turn turn, String transactionId, JsonView decided) {
    Optional<JsonView> wanted = decided.object(LIMIT);
    if (wanted.isEmpty()) {
      return decided;
    }
    Limited known = known(turn, transactionId);
    JsonObjectBuilder left = JsonView.object();
    TransactionLimits.values(wanted.get())
        .forEach(
            (name, value) -> {
              if (!isSupported(turn, name)) {
                turn.count("transaction_limit_unsupported");
              } else if (!isSame(known.ours().get(name), value)) {
                if (mayBe(known, name, value)) {
                  left.put(name, value);
                } else {
                  turn.count("transaction_limit_not_lower");
                }
              }
            });
    JsonView limit = left.build();
    Completion answer = Completion.of(decided).without(LIMIT);
    return limit.isEmpty()
        ? answer.done()
        : answer.add(JsonView.object().put(LIMIT, limit).build()).done();
  }

  static void given(Turn turn, String transactionId, JsonView response) {
    response
        .object(LIMIT)
        .filter(_ -> isOpen(turn, transactionId))
        .ifPresent(limit -> turn.record(new TransactionLimitGiven(transactionId, limit)));
  }

  private static boolean isOpen(Turn turn, String transactionId) {
    return turn.state().transactions().find(transactionId).filter(Transaction::isOpen).isPresent();
  }

  /** A limit of the station's own is overruled by a lower one only (E16.FR.08); ours by any. */
  private static boolean mayBe(Limited known, String name, BigDecimal value) {
    BigDecimal theirs = known.told().get(name);
    return theirs == null || isSame(known.ours().get(name), theirs) || value.compareTo(theirs) < 0;
  }

  private static boolean isSame(@Nullable BigDecimal one, BigDecimal other) {
    return one != null && one.compareTo(other) == 0;
  }

  /** E16.FR.12; a station that told nothing judges itself. */
  private static boolean isSupported(Turn turn, String name) {
    return turn.state()
        .parts()
        .get(Configuration.class)
        .value("TxCtrlr", "SupportedLimits", null)
        .map(
            list ->
                Arrays.stream(list.split(",", -1))
                    .anyMatch(supported -> supported.strip().equalsIgnoreCase(name)))
        .orElse(true);
  }

  private static Limited known(Turn turn, String transactionId) {
    return turn.state()
        .parts()
        .get(TransactionLimits.class)
        .find(transactionId)
        .orElseGet(() -> new Limited(transactionId, Map.of(), Map.of()));
  }
}
