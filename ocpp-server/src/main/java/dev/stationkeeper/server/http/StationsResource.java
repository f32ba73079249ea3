// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.view.MessageRow;
import dev.stationkeeper.server.view.MessagesView;
import dev.stationkeeper.server.view.Page;
import dev.stationkeeper.server.view.StationFilter;
import dev.stationkeeper.server.view.StationRow;
import dev.stationkeeper.server.view.StationSort;
import dev.stationkeeper.server.view.StationsView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stations and their message trace. */
final class StationsResource implements Resource {
  private static final String SORTS = String.join(", ", StationSort.names());
  private static final int LONGEST_LABEL = 200;

  private final KnownStations known;
  private final StationsView stations;
  private final MessagesView messages;
  private final Registry registry;
  private final StationDoor door;

  StationsResource(
      KnownStations known,
      StationsView stations,
      MessagesView messages,
      Registry registry,
      StationDoor door) {
    this.known = known;
    this.door = door;
    this.stations = stations;
    this.messages = messages;
    this.registry = registry;
  }

  /**
   * @param id as the station will say it when it connects
   * @param label for people
   * @param profile security profile 0 to 3; the server's default when absent
   * @param password 16 to 40 characters; one is made when it is absent and the profile needs one
   * @param certificateName what the station's certificate names it (CN); its id when absent
   */
  record NewStation(
      String id,
      @Nullable String label,
      @Nullable Integer profile,
      @Nullable String password,
      @Nullable String certificateName) {}

  /**
   * What is absent stays; {@code null} takes it away or back to the default.
   *
   * @param label for people
   * @param profile security profile 0 to 3
   * @param password 16 to 40 characters; the old one is good no more
   * @param certificateName what the station's certificate names it (CN)
   */
  record StationChange(
      @Nullable String label,
      @Nullable Integer profile,
      @Nullable String password,
      @Nullable String certificateName) {}

  /**
   * What is known of a station that has not connected yet.
   *
   * @param password the one that was made for it, shown this once; null when none was
   */
  record AnnouncedStation(
      String id, @Nullable String label, @Nullable Integer profile, @Nullable String password) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/stations";
    return List.of(
        Route.of(Verb.GET, path, "Lists stations")
            .tagged("Stations")
            .query("connected", Param.Kind.FLAG, "Only those that are connected, or are not")
            .query("prefix", Param.Kind.TEXT, "Only ids that begin so")
            .query(
                "q",
                Param.Kind.TEXT,
                "Only with this in id, label, vendor, model, serial number or firmware")
            .query("status", Param.Kind.TEXT, "Only with a connector in this status")
            .query("version", Param.Kind.TEXT, "Only of this OCPP version, such as 2.0.1")
            .query(
                "sort",
                Param.Kind.TEXT,
                "The order: " + SORTS + "; with a minus in front, such as -lastSeen, downwards")
            .paged()
            .answersPageOf(StationRow.class)
            .served(this::list),
        Route.of(Verb.POST, path, "Announces a station before it connects")
            .tagged("Stations")
            .takes(NewStation.class)
            .answers(201, AnnouncedStation.class)
            .served(this::announce),
        Route.of(
                Verb.PATCH,
                path + "/{id}",
                "Changes a station's label, profile, password or certificate name")
            .tagged("Stations")
            .path("id", "The station's id")
            .takes(StationChange.class)
            .answers(200, StationRow.class)
            .served(this::change),
        Route.of(Verb.DELETE, path + "/{id}", "Forgets a station; its past stays in the log")
            .tagged("Stations")
            .path("id", "The station's id")
            .served(this::remove),
        Route.of(Verb.GET, path + "/{id}", "Shows a station")
            .tagged("Stations")
            .path("id", "The station's id")
            .answers(200, StationRow.class)
            .served(x -> Reply.ok(find(x))),
        Route.of(Verb.GET, path + "/{id}/messages", "Lists a station's exchanges, the latest first")
            .tagged("Stations")
            .path("id", "The station's id")
            .query("action", Param.Kind.TEXT, "Only this action")
            .query("from", Param.Kind.INSTANT, "Then or later")
            .query("to", Param.Kind.INSTANT, "Before")
            .paged()
            .answersPageOf(MessageRow.class)
            .served(this::messages));
  }

  private Reply list(Exchange x) {
    Page<StationRow> page =
        stations.list(
            new StationFilter(
                x.flag("connected"),
                x.query("prefix"),
                x.query("q"),
                x.query("status"),
                x.query("version")),
            sort(x.query("sort")),
            x.cursor(),
            x.limit());
    return Reply.ok(new Page<>(page.items().stream().map(known::refresh).toList(), page.next()));
  }

  private static StationSort sort(@Nullable String text) {
    if (text == null) {
      return StationSort.BY_ID;
    }
    return StationSort.parse(text)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "Stations are not sorted by %s, but by %s; a minus in front turns the order round."
                        .formatted(text, SORTS)));
  }

  private Reply announce(Exchange x) {
    NewStation wanted = x.body(NewStation.class);
    if (wanted.id() == null || !StationId.isValid(wanted.id())) {
      throw ApiException.notValid(
          "A station id has 1 to 48 characters of A-Z a-z 0-9 * - _ = + @ . | and space.");
    }
    String by = x.principal().name();
    String label = label(wanted.label());
    StationDoor.Wish wish =
        new StationDoor.Wish(wanted.profile(), wanted.password(), wanted.certificateName());
    door.check(wish);
    boolean isNew = registry.announceStation(wanted.id(), label, by);
    if (!isNew && !x.isRepeated()) {
      throw ApiException.conflict("Station " + wanted.id() + " is known already.");
    }
    String made = door.announce(new StationId(wanted.id()), wish, by);
    return Reply.created(new AnnouncedStation(wanted.id(), label, wanted.profile(), made));
  }

  private Reply change(Exchange x) {
    StationRow row = find(x);
    StationChange change = x.body(StationChange.class);
    JsonNode said = x.body(JsonNode.class);
    String by = x.principal().name();
    String label = label(change.label());
    StationDoor.Wish wish =
        new StationDoor.Wish(change.profile(), change.password(), change.certificateName());
    door.check(wish);
    if (said.has("label")) {
      registry.putStation(row.id(), label, by);
    }
    door.change(
        new StationId(row.id()), wish, said.has("profile"), said.has("certificateName"), by);
    return Reply.ok(find(x));
  }

  private Reply remove(Exchange x) {
    StationRow row = find(x);
    if (row.connected()) {
      throw ApiException.conflict(
          "Station " + row.id() + " is connected, and would be known again at once.");
    }
    registry.removeStation(row.id(), x.principal().name());
    return Reply.NOTHING;
  }

  private static @Nullable String label(@Nullable String label) {
    if (label != null && label.length() > LONGEST_LABEL) {
      throw ApiException.notValid("A label has at most " + LONGEST_LABEL + " characters.");
    }
    return label;
  }

  private StationRow find(Exchange exchange) {
    StationId id = known.require(exchange);
    return known.refresh(
        stations
            .find(id.value())
            .orElseThrow(
                () -> ApiException.notFound("Station " + id + " is new; ask again in a moment.")));
  }

  private Reply messages(Exchange x) {
    return Reply.ok(
        messages.list(
            known.require(x).value(),
            x.query("action"),
            x.instant("from"),
            x.instant("to"),
            x.cursor(),
            x.limit()));
  }
}
