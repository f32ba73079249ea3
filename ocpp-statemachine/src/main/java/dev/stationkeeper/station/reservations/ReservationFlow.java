// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.reservations;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reservation from the request to its end (H01 to H04; 1.6 Reservation profile). It outlives
 * reboots (B11.FR.05). 1.6 does not tell of an expiry, so the time that was agreed ends it.
 *
 * <p>Steps: {@code requested}, {@code active}, {@code unanswered}. Ends: {@code used}, {@code
 * cancelled}, {@code expired}, {@code removed}, {@code noTransaction}, {@code replaced}, {@code
 * refused}, {@code failed}.
 */
final class ReservationFlow implements FlowKind {
  private static final String NAME = "reservation";
  private static final String EXPIRES = "expiresAt";
  private static final String EXPIRED = "expired";
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final Set<String> BEGINS = Set.of("StartTransaction", "TransactionEvent");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of("requested", "active", "unanswered");
  }

  void begin(Turn turn, Occasion occasion) {
    if (occasion instanceof Occasion.CommandSent(Command command)
        && command.action().name().equals("ReserveNow")) {
      JsonView wanted = command.payload();
      Integer old = Read.integer(wanted, "reservationId");
      turn.flows()
          .start(
              NewFlow.of(NAME, "requested")
                  .following(command)
                  .named(old == null ? Read.integer(wanted, "id") : old)
                  .with(attributes(wanted)),
              ANSWER);
    }
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          answered(turn, flow, ended);
      case Occasion.CommandEnded ended
          when ended.command().action().name().equals("CancelReservation")
              && ended.status() == CommandStatus.ACCEPTED
              && isNamed(flow, ended.command().payload()) ->
          turn.flows().end(flow, "cancelled");
      case Occasion.Said said when isNamed(flow, said.call().payload()) -> said(turn, flow, said);
      default -> {
        // does not concern it
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    turn.flows().end(flow, EXPIRED);
  }

  private static void answered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      turn.state()
          .flows()
          .of(NAME)
          .filter(other -> !other.id().equals(flow.id()))
          .filter(other -> other.requestId() != null && other.requestId().equals(flow.requestId()))
          .forEach(other -> turn.flows().end(other, "replaced"));
      turn.flows().advance(flow, "active", untilExpiry(turn, flow));
    } else if (ended.isUncertain()) {
      turn.flows().advance(flow, "unanswered", untilExpiry(turn, flow));
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void said(Turn turn, Flow flow, Occasion.Said said) {
    if (said.is("ReservationStatusUpdate")) {
      String status = said.call().payload().string("reservationUpdateStatus").orElse(EXPIRED);
      turn.flows().end(flow, status.substring(0, 1).toLowerCase(Locale.ROOT) + status.substring(1));
    } else if (BEGINS.contains(said.call().action().name())) {
      turn.flows().end(flow, "used");
    }
  }

  private static Duration untilExpiry(Turn turn, Flow flow) {
    Instant expires = Times.read(flow.attributes(), EXPIRES).orElse(turn.now());
    return expires.isAfter(turn.now()) ? Duration.between(turn.now(), expires) : Duration.ZERO;
  }

  private static boolean isNamed(Flow flow, JsonView payload) {
    Integer told = Read.integer(payload, "reservationId");
    return told != null && told.equals(flow.requestId());
  }

  /** 1.6 names a connector and a tag, 2.x an EVSE and a token; the time has two names too. */
  private static JsonView attributes(JsonView wanted) {
    JsonObjectBuilder attributes = JsonView.object();
    put(attributes, "connector", Read.integer(wanted, "connectorId"));
    put(attributes, "evse", Read.integer(wanted, "evseId"));
    return attributes
        .put(
            "idToken",
            wanted.string("idTag").or(() -> wanted.string("idToken", "idToken")).orElse(null))
        .put(
            EXPIRES,
            wanted.string("expiryDate").or(() -> wanted.string("expiryDateTime")).orElse(null))
        .build();
  }

  private static void put(JsonObjectBuilder into, String name, @Nullable Integer value) {
    if (value != null) {
      into.put(name, value.longValue());
    }
  }
}
