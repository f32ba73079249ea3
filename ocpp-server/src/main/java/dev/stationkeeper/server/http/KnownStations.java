// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.view.StationRow;
import dev.stationkeeper.server.view.StationsView;
import java.util.Optional;

/** Stations as read models and engines together know them. */
final class KnownStations {
  private final StationsView reads;
  private final LiveStations live;

  KnownStations(StationsView reads, LiveStations live) {
    this.reads = reads;
    this.live = live;
  }

  /**
   * The station that the path names.
   *
   * @throws ApiException with 404 when nobody knows it
   */
  StationId require(Exchange exchange) {
    return require(exchange.stationId());
  }

  /**
   * The station of that id.
   *
   * @throws ApiException with 404 when nobody knows it
   */
  StationId require(String id) {
    if (!StationId.isValid(id)) {
      throw ApiException.notValid("\"" + id + "\" cannot be a station's id.");
    }
    return require(new StationId(id));
  }

  private StationId require(StationId station) {
    if (live.find(station).isEmpty() && reads.find(station.value()).isEmpty()) {
      throw ApiException.notFound(
          "There is no station %s. It appears when it connects, or by POST to /api/v1/stations."
              .formatted(station));
    }
    return station;
  }

  /** The station's version: of its socket, else of its last one. */
  Optional<OcppVersion> version(StationId station) {
    return live.find(station)
        .flatMap(known -> Optional.ofNullable(known.version()))
        .or(
            () ->
                reads
                    .find(station.value())
                    .flatMap(row -> Optional.ofNullable(row.version()))
                    .flatMap(OcppVersion::ofNumber));
  }

  /** The row with what only the engine knows: heartbeats, and the socket of this moment. */
  StationRow refresh(StationRow row) {
    Optional<LiveStations.Socket> known = live.find(new StationId(row.id()));
    if (known.isEmpty()) {
      return row;
    }
    LiveStations.Socket now = known.get();
    return new StationRow(
        row.id(),
        now.connected(),
        now.version() == null ? row.version() : now.version().number(),
        row.registration(),
        now.lastSeen() == null ? row.lastSeen() : now.lastSeen(),
        row.vendor(),
        row.model(),
        row.serialNumber(),
        row.firmware(),
        row.label(),
        row.connectors());
  }
}
