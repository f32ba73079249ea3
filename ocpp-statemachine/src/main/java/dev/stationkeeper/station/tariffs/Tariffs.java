// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.tariffs;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.TariffEvent.DriverTariffGiven;
import dev.stationkeeper.station.event.TariffEvent.TariffInstalled;
import dev.stationkeeper.station.event.TariffEvent.TariffsCleared;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tariffs a 2.1 station is known to have. One of a transaction goes with it (I11).
 *
 * @param all oldest first
 * @param contents what was in each tariff that went to the station, by its id, oldest first:
 *     another content has another id (I08.FR.08)
 */
public record Tariffs(List<Installed> all, List<Content> contents) implements Part {
  /** One more tariff than this, and the oldest is forgotten; the station keeps it. */
  static final int LIMIT = 64;

  static final Tariffs NONE = new Tariffs(List.of(), List.of());

  public Tariffs {
    all = List.copyOf(all);
    contents = List.copyOf(contents);
  }

  /** What was in a tariff. */
  public record Content(String tariffId, String digest) {}

  /** True when a tariff of that id went to the station with something else in it. */
  boolean isOther(String tariffId, String digest) {
    return contents.stream()
        .anyMatch(c -> c.tariffId().equals(tariffId) && !c.digest().equals(digest));
  }

  /**
   * A tariff.
   *
   * @param evse of a default tariff, 0 for all; null for the tariff of a transaction
   */
  public record Installed(
      String tariffId, @Nullable Integer evse, @Nullable String transactionId) {}

  @Override
  public Tariffs after(StationEvent event, Instant at) {
    return switch (event) {
      case TariffInstalled e ->
          with(new Installed(e.tariffId(), e.evse(), e.transactionId()))
              .known(e.tariffId(), e.digest());
      case DriverTariffGiven e -> known(e.tariffId(), e.digest());
      case TariffsCleared e -> without(known -> e.tariffIds().contains(known.tariffId()));
      case TransactionEnded e -> without(known -> e.transactionId().equals(known.transactionId()));
      default -> this;
    };
  }

  /** An EVSE has one default tariff, and a transaction one of its own. */
  private Tariffs with(Installed tariff) {
    List<Installed> next =
        Stream.concat(
                all.stream()
                    .filter(
                        known ->
                            !Objects.equals(known.evse(), tariff.evse())
                                || !Objects.equals(known.transactionId(), tariff.transactionId())),
                Stream.of(tariff))
            .toList();
    return new Tariffs(next.subList(Math.max(0, next.size() - LIMIT), next.size()), contents);
  }

  private Tariffs known(String tariffId, @Nullable String digest) {
    if (digest == null) {
      return this;
    }
    List<Content> next =
        Stream.concat(
                contents.stream().filter(c -> !c.tariffId().equals(tariffId)),
                Stream.of(new Content(tariffId, digest)))
            .toList();
    return new Tariffs(all, next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }

  private Tariffs without(Predicate<Installed> gone) {
    return all.stream().anyMatch(gone)
        ? new Tariffs(all.stream().filter(gone.negate()).toList(), contents)
        : this;
  }
}
