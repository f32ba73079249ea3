// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.decision.DecisionHandler;
import dev.stationkeeper.spi.decision.Registration;
import dev.stationkeeper.spi.decision.RegistrationRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Holds a station that nobody announced in Pending until an operator approves it (A00.FR.806). */
final class ApprovalHandler implements OcppHandler {
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

  private final StationAccessBook book;

  private ApprovalHandler(StationAccessBook book) {
    this.book = book;
  }

  static HandlerSpec spec(StationAccessBook book) {
    return HandlerSpec.of(
            new HandlerId("station-approval"),
            HandlerRole.RESPONDER,
            () -> new ApprovalHandler(book))
        .withOrder(BEFORE_ALL_OTHERS)
        .withActions(Set.of("BootNotification"));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return new DecisionHandler(station) {
      @Override
      protected Registration registration(RegistrationRequest request) {
        return book.isPending(station().station())
            ? Registration.pending(RETRY)
            : Registration.pass();
      }
    };
  }
}
