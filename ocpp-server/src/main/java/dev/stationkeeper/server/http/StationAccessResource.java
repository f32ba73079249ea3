// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.identity.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How stations prove who they are, and those that wait to be let in. */
final class StationAccessResource implements Resource {
  private final KnownStations known;
  private final StationAccessBook access;
  private final StationDoor door;

  StationAccessResource(KnownStations known, StationAccessBook access, StationDoor door) {
    this.known = known;
    this.access = access;
    this.door = door;
  }

  /**
   * @param profile the security profile in force
   * @param ownProfile the station's own; null when it has the server's default
   * @param certificateName what its certificate names it (CN); null for its id
   * @param hasPassword true when it has one; nobody can read it
   * @param passwordStaged true while it is about to get another one
   * @param pending true until an operator approves it
   * @param knockedFrom where it came from when it was not known
   */
  record AccessView(
      int profile,
      @Nullable Integer ownProfile,
      @Nullable String certificateName,
      boolean hasPassword,
      boolean passwordStaged,
      boolean pending,
      @Nullable String knockedFrom) {}

  /**
   * @param password shown this once; the old one is good no more
   */
  record FreshPassword(String password) {}

  /** Everything at once: their number is bounded. */
  record WaitingPage(List<StationAccessBook.Waiting> items, @Nullable String next) {}

  @Override
  public List<Route> routes() {
    String station = ApiServer.PREFIX + "/stations/{id}";
    return List.of(
        Route.of(Verb.GET, station + "/access", "Shows how a station proves who it is")
            .tagged("Stations")
            .path("id", "The station's id")
            .answers(200, AccessView.class)
            .served(x -> Reply.ok(view(access.show(known.require(x))))),
        Route.of(Verb.POST, station + "/password", "Makes a new password for a station")
            .tagged("Stations")
            .path("id", "The station's id")
            .answers(201, FreshPassword.class)
            .served(this::password),
        Route.of(Verb.POST, station + "/approve", "Lets a station in that nobody had announced")
            .tagged("Stations")
            .path("id", "The station's id")
            .answers(200, AccessView.class)
            .served(this::approve),
        Route.of(Verb.GET, ApiServer.PREFIX + "/pending-stations", "Lists those to be approved")
            .tagged("Stations")
            .needs(Role.OPERATOR)
            .answersPageOf(StationAccessBook.Waiting.class)
            .served(x -> Reply.ok(new WaitingPage(access.waiting(), null))));
  }

  private AccessView view(StationAccessBook.Shown shown) {
    return new AccessView(
        door.profile(shown),
        shown.profile(),
        shown.certificateName(),
        shown.hasPassword(),
        shown.passwordStaged(),
        shown.pending(),
        shown.knockedFrom());
  }

  private Reply password(Exchange x) {
    String made = access.setGenerated(known.require(x), x.principal().name());
    return Reply.created(new FreshPassword(made));
  }

  private Reply approve(Exchange x) {
    StationId station = x.stationId();
    if (!access.isPending(station)) {
      throw ApiException.conflict("Station " + station + " does not wait for approval.");
    }
    access.approve(station, x.principal().name());
    return Reply.ok(view(access.show(station)));
  }
}
