// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One station of a site: sees what happens to it, and brings it its limits. */
final class StationPower implements StationHandler, StationLink {
  private static final Action SET = Action.of("SetChargingProfile");

  /** Long enough for a station that thinks, short enough to try another way. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StationContext station;
  private final Sites sites;
  private final StationSight sight;

  StationPower(StationContext station, Sites sites, StationSight sight) {
    this.station = station;
    this.sites = sites;
    this.sight = sight;
  }

  /** Tells the sites that it is there. */
  StationPower begin() {
    sight.look(station.state());
    sites.see(sight.view(), this);
    return this;
  }

  @Override
  public Answer onRequest(Request request) {
    return Answer.pass();
  }

  @Override
  public void onEvent(StationEvent event) {
    if (sight.changedBy(event.type(), event.payload())) {
      sites.see(sight.view(), this);
      if (sight.foreignChanged()) {
        station.checkpoint(sight.snapshot());
      }
    }
  }

  @Override
  public void onEventsLost(long count) {
    sight.look(station.state());
    sight.lost();
    sites.see(sight.view(), this);
  }

  @Override
  public Optional<Snapshot> onStop(StopCause cause) {
    sites.leave(sight.gone());
    return Optional.of(sight.snapshot());
  }

  @Override
  public Map<String, String> status() {
    StationView view = sight.view();
    return Map.of(
        "reachable", Boolean.toString(view.reachable()),
        "transactions", Integer.toString(view.running().size()));
  }

  /** From a run of the sites, not from a call of this station: it only enqueues. */
  @Override
  public void send(Order order, Member member, Profiles profiles) {
    Optional<OcppVersion> version = station.version();
    if (version.isEmpty()) {
      sites.result(order.station(), this, Order.Fate.NOT_SENT);
      return;
    }
    JsonView payload = profiles.maximum(version.get(), member, order.limit());
    station.count("orders", 1);
    var _ =
        station
            .send(SET, payload, PATIENCE)
            .whenComplete(
                (result, failure) -> {
                  Order.Fate fate = fate(result, failure);
                  if (fate == Order.Fate.TAKEN) {
                    divide(version.get(), order, member, profiles);
                  } else {
                    station.count("orders_failed", 1);
                  }
                  sites.result(order.station(), this, fate);
                });
  }

  /** An error may come from the station or from our side: it may have arrived. */
  private static Order.Fate fate(@Nullable CommandResult result, @Nullable Throwable failure) {
    if (result == null || failure != null) {
      return Order.Fate.NOT_SENT;
    }
    return switch (result.status()) {
      case "accepted" -> Order.Fate.TAKEN;
      case "rejected" -> Order.Fate.REFUSED;
      case "expired", "cancelled" -> Order.Fate.NOT_SENT;
      default -> Order.Fate.UNCERTAIN;
    };
  }

  /** Within the station. Its maximum holds whatever comes of this. */
  private void divide(OcppVersion version, Order order, Member member, Profiles profiles) {
    for (StationView.Running running : sight.view().running()) {
      Integer share = order.shares().get(running.transactionId());
      if (share != null && Profiles.isOf(version, running)) {
        JsonView payload = profiles.transaction(version, member, running, share);
        var _ =
            station
                .send(SET, payload, PATIENCE)
                .whenComplete(
                    (result, failure) -> {
                      if (failure != null || !result.accepted()) {
                        station.count("shares_failed", 1);
                      }
                    });
      }
    }
  }
}
