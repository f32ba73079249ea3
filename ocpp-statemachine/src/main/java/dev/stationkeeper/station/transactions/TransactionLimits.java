// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.TransactionLimitEvent.TransactionLimitGiven;
import dev.stationkeeper.station.event.TransactionLimitEvent.TransactionLimitTold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The limits of the transactions that run at a 2.1 station: those that we gave, and those that it
 * told to be in force.
 *
 * @param all oldest first
 */
public record TransactionLimits(List<Limited> all) implements Part {
  /** One more transaction than this, and the limits of the oldest are forgotten. */
  static final int LIMIT = 16;

  static final List<String> NAMES = List.of("maxCost", "maxEnergy", "maxTime", "maxSoC");

  static final TransactionLimits NONE = new TransactionLimits(List.of());

  public TransactionLimits {
    all = List.copyOf(all);
  }

  /**
   * A transaction with limits, by the names of the specification: {@code maxCost}, {@code
   * maxEnergy} in Wh, {@code maxTime} in seconds, {@code maxSoC} in percent.
   */
  public record Limited(
      String transactionId, Map<String, BigDecimal> ours, Map<String, BigDecimal> told) {
    public Limited {
      ours = Map.copyOf(ours);
      told = Map.copyOf(told);
    }
  }

  Optional<Limited> find(String transactionId) {
    return all.stream().filter(known -> known.transactionId().equals(transactionId)).findFirst();
  }

  @Override
  public TransactionLimits after(StationEvent event, Instant at) {
    return switch (event) {
      case TransactionLimitGiven e ->
          with(
              e.transactionId(),
              known ->
                  new Limited(
                      known.transactionId(), merged(known.ours(), e.limit()), known.told()));
      case TransactionLimitTold e ->
          with(
              e.transactionId(),
              known -> new Limited(known.transactionId(), known.ours(), values(e.limit())));
      case TransactionEnded e when find(e.transactionId()).isPresent() ->
          new TransactionLimits(
              all.stream().filter(k -> !k.transactionId().equals(e.transactionId())).toList());
      default -> this;
    };
  }

  private TransactionLimits with(String transactionId, UnaryOperator<Limited> change) {
    Limited known =
        find(transactionId).orElseGet(() -> new Limited(transactionId, Map.of(), Map.of()));
    List<Limited> next = new ArrayList<>(all);
    next.removeIf(other -> other.transactionId().equals(transactionId));
    next.add(change.apply(known));
    return new TransactionLimits(next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }

  private static Map<String, BigDecimal> merged(Map<String, BigDecimal> old, JsonView news) {
    Map<String, BigDecimal> next = new TreeMap<>(old);
    next.putAll(values(news));
    return next;
  }

  /** What a transactionLimit says. */
  static Map<String, BigDecimal> values(JsonView limit) {
    Map<String, BigDecimal> values = new TreeMap<>();
    NAMES.forEach(name -> limit.decimal(name).ifPresent(value -> values.put(name, value)));
    return values;
  }
}
