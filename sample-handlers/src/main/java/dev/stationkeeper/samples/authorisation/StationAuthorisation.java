// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StopCause;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationPurpose;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import dev.stationkeeper.spi.decision.PresentedToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens at one station: judges them, knows which charge here, keeps its local list. */
final class StationAuthorisation extends DecisionHandler {
  private static final String NO_AUTHORIZATION = "NoAuthorization";
  private static final Set<String> OVER = Set.of("noEnd", "superseded", "tooManyOpen");

  private final Shared shared;
  private final SocketSight sockets;
  private final ListKeeper lists;

  StationAuthorisation(StationContext station, Shared shared, Optional<Snapshot> restored) {
    super(station);
    this.shared = shared;
    this.sockets = new SocketSight(station);
    this.lists = new ListKeeper(station, shared.lists(), restored);
  }

  /** Takes in what runs at the station already. */
  StationAuthorisation begin() {
    JsonView state = station().state();
    look(state);
    lists.look(state);
    return this;
  }

  private void look(JsonView state) {
    String id = station().station().value();
    shared.inUse().clear(id);
    for (JsonView t : state.objects("transactions")) {
      if (t.string("authorization").orElse("").equals("Accepted")) {
        t.string("idToken")
            .ifPresent(
                token ->
                    shared
                        .inUse()
                        .runs(id, t.string("transactionId").orElse(""), Token.key(token)));
      }
    }
  }

  /** Another list is in force. From any thread. */
  void listChanged(Duration within) {
    if (shared.lists().isWanted()) {
      try {
        station().timers().after(within, lists::keep);
      } catch (IllegalStateException e) {
        station().count("list_changes_missed", 1); // made up for when it connects again
      }
    }
  }

  @Override
  protected Authorization authorize(AuthorizationRequest request) {
    PresentedToken token = request.token();
    if (token.type().equals(NO_AUTHORIZATION)) {
      return Authorization.pass(); // stands for none (C02); the protocol has its answer
    }
    boolean is16 = request.request().version().equals(OcppVersion.V1_6);
    OptionalInt evse = is16 ? request.connector() : request.evse();
    String type = token.type().equals(PresentedToken.UNSPECIFIED) ? "" : token.type();
    Tokens tokens = shared.tokens();
    Optional<Authorization> decision =
        shared
            .judge(tokens)
            .judge(
                new Judge.Case(
                    station().station().value(),
                    token.id(),
                    type,
                    evse.orElse(0) > 0 ? evse : OptionalInt.empty(),
                    begun(request),
                    sockets.of(tokens, token.id(), type),
                    station().clock().instant()));
    station().count(decision.isPresent() ? "known" : "not_known", 1);
    return decision.orElseGet(
        shared.refuseUnknown() ? Authorization::unknown : Authorization::pass);
  }

  /** The transaction that begins with the token; null when none does. */
  private @Nullable String begun(AuthorizationRequest request) {
    boolean starts = request.purpose().equals(AuthorizationPurpose.START);
    if (!starts && !request.purpose().equals(AuthorizationPurpose.UPDATE)) {
      return null;
    }
    Optional<String> id = request.transactionId();
    if (id.isEmpty()) {
      return InUse.start(request.connector().orElse(0));
    }
    boolean stops =
        request.request().payload().string("triggerReason").orElse("").equals("StopAuthorized")
            || shared
                .inUse()
                .isAnothers(station().station().value(), id.get(), Token.key(request.token().id()));
    return !starts && stops ? null : id.get();
  }

  @Override
  public void onEvent(StationEvent event) {
    JsonView payload = event.payload();
    String id = station().station().value();
    String transaction = payload.string("transactionId").orElse("");
    switch (event.type()) {
      case "TransactionAuthorized" -> authorized(id, transaction, payload);
      case "TransactionEnded", "TransactionCorrected" -> shared.inUse().ends(id, transaction);
      case "TransactionFlagged" -> {
        if (OVER.contains(payload.string("finding").orElse(""))) {
          shared.inUse().ends(id, transaction);
        }
      }
      case "BootNotified", "VariablesReported" -> sockets.forget();
      default -> {} // an open set
    }
    lists.onEvent(event.type(), payload);
  }

  private void authorized(String id, String transaction, JsonView event) {
    String token = Token.key(event.string("idToken", "value").orElse(""));
    if (event.string("status").orElse("").equals("Accepted")) {
      // The token that stops a transaction is judged too, and does not own it.
      if (!shared.inUse().isAnothers(id, transaction, token)) {
        shared.inUse().runs(id, transaction, token);
      }
    } else if (!shared.inUse().isAnothers(id, transaction, token)) {
      shared.inUse().ends(id, transaction);
    }
  }

  @Override
  public void onEventsLost(long count) {
    JsonView state = station().state();
    look(state);
    lists.look(state);
  }

  @Override
  public Optional<Snapshot> onStop(StopCause cause) {
    shared.inUse().clear(station().station().value());
    shared.closed(this);
    return lists.snapshot();
  }

  String id() {
    return station().station().value();
  }

  @Override
  public Map<String, String> status() {
    return Map.of("localList", lists.status());
  }
}
