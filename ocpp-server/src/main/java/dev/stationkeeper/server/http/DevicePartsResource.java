// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.view.Page;
import dev.stationkeeper.station.der.DerControls;
import dev.stationkeeper.station.eventstreams.EventStreams;
import dev.stationkeeper.station.locallist.LocalList;
import dev.stationkeeper.station.smartcharging.ChargingProfiles;
import dev.stationkeeper.station.smartcharging.EvNeeds;
import dev.stationkeeper.station.tariffs.Tariffs;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a station is known to have: profiles, tariffs, controls, streams, its local list. */
final class DevicePartsResource implements Resource {
  private static final String PATH = ApiServer.PREFIX + "/stations/{id}";

  private final KnownStations stations;
  private final PresentStates states;

  DevicePartsResource(KnownStations stations, PresentStates states) {
    this.stations = stations;
    this.states = states;
  }

  /**
   * A charging profile, without its schedules.
   *
   * @param place the EVSE; the connector under 1.6; 0 for the station
   * @param source CSO for ours
   */
  record ChargingProfileRow(
      int id,
      String purpose,
      String kind,
      int stackLevel,
      int place,
      @Nullable String transactionId,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      String source) {}

  /**
   * What an EV told that it needs, while its transaction runs.
   *
   * @param powers limits of its power that it told, by their names in OCPP
   */
  record EvNeedsRow(
      int evse,
      @Nullable String transactionId,
      String transfer,
      @Nullable String control,
      @Nullable Integer maxTuples,
      List<String> powers) {}

  /**
   * A tariff.
   *
   * @param evse of a default tariff, 0 for all; null for the tariff of a transaction
   */
  record TariffRow(String tariffId, @Nullable Integer evse, @Nullable String transactionId) {}

  /** A control of distributed energy; {@code standing} is installed, active or superseded. */
  record DerControlRow(String id, String type, boolean isDefault, int priority, String standing) {}

  /** A periodic event stream that is open; {@code interval} is in seconds. */
  record EventStreamRow(
      int id, int monitorId, @Nullable Integer interval, @Nullable Integer values) {}

  /**
   * The local authorization list.
   *
   * @param version 0: the station has none; -1: it knows no such list (1.6); null: nobody asked yet
   */
  record LocalListRow(@Nullable Integer version) {}

  @Override
  public List<Route> routes() {
    return List.of(
        list(
            "/charging-profiles",
            "Lists the charging profiles that a station is known to have",
            ChargingProfileRow.class,
            this::profiles),
        list(
            "/ev-needs",
            "Lists what the EVs at a station told that they need",
            EvNeedsRow.class,
            this::needs),
        list(
            "/tariffs",
            "Lists the tariffs that a station is known to have",
            TariffRow.class,
            this::tariffs),
        list(
            "/der-controls",
            "Lists the controls of distributed energy that a station is known to have",
            DerControlRow.class,
            this::controls),
        list(
            "/event-streams",
            "Lists the periodic event streams of a station that are open",
            EventStreamRow.class,
            this::streams),
        Route.of(
                Verb.GET,
                PATH + "/local-list",
                "Shows which version of the local list a station told or took last")
            .tagged("Stations")
            .path("id", "The station's id")
            .answers(200, LocalListRow.class)
            .served(
                x ->
                    Reply.ok(
                        new LocalListRow(
                            states.part(stations.require(x), LocalList.class).version()))));
  }

  /** All of it at once: the machine keeps a bounded number of each. */
  private <R> Route list(
      String path, String summary, Class<R> row, Function<StationId, List<R>> rows) {
    return Route.of(Verb.GET, PATH + path, summary)
        .tagged("Stations")
        .path("id", "The station's id")
        .answersPageOf(row)
        .served(x -> Reply.ok(new Page<>(rows.apply(stations.require(x)), null)));
  }

  private List<ChargingProfileRow> profiles(StationId station) {
    return states.part(station, ChargingProfiles.class).all().stream()
        .map(
            p ->
                new ChargingProfileRow(
                    p.id(),
                    p.purpose(),
                    p.kind(),
                    p.stackLevel(),
                    p.place(),
                    p.transactionId(),
                    p.validFrom(),
                    p.validTo(),
                    p.source()))
        .toList();
  }

  private List<EvNeedsRow> needs(StationId station) {
    return states.part(station, EvNeeds.class).all().stream()
        .map(
            n ->
                new EvNeedsRow(
                    n.evse(),
                    n.transactionId(),
                    n.transfer(),
                    n.control(),
                    n.maxTuples(),
                    n.powers()))
        .toList();
  }

  private List<TariffRow> tariffs(StationId station) {
    return states.part(station, Tariffs.class).all().stream()
        .map(t -> new TariffRow(t.tariffId(), t.evse(), t.transactionId()))
        .toList();
  }

  private List<DerControlRow> controls(StationId station) {
    return states.part(station, DerControls.class).all().stream()
        .map(
            c ->
                new DerControlRow(
                    c.id(),
                    c.type(),
                    c.isDefault(),
                    c.priority(),
                    c.standing().name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private List<EventStreamRow> streams(StationId station) {
    return states.part(station, EventStreams.class).open().stream()
        .map(s -> new EventStreamRow(s.id(), s.monitorId(), s.interval(), s.values()))
        .toList();
  }
}
