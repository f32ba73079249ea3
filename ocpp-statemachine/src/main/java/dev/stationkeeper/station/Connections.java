// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.station.event.StationEvent.ConnectionClosed;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;

/** Sockets come and go; the station stays (CON-19, CON-21, CON-22). */
final class Connections {
  /** RFC 6455, 7.4.1: closed in order; the peer has a newer connection. */
  static final int NORMAL = 1000;

  /** RFC 6455, 7.4.1: nobody said goodbye. */
  static final int ABNORMAL = 1006;

  private static final String REPLACED = "replaced";

  private final Outbound outbound;

  Connections(Outbound outbound) {
    this.outbound = outbound;
  }

  void opened(Turn turn, Input.Opened input) {
    Link link = turn.state().link();
    if (input.connection() <= Math.max(link.connection(), turn.session().connection())) {
      turn.count("stale_open");
      turn.effect(new Effect.Close(input.connection(), NORMAL, "older than another connection"));
      return;
    }
    if (turn.session().isConnected()) {
      turn.effect(new Effect.Close(turn.session().connection(), NORMAL, REPLACED));
    }
    lost(turn, NORMAL, REPLACED);
    turn.record(
        new ConnectionOpened(
            input.connection(),
            input.version().number(),
            input.remoteAddress(),
            input.securityProfile()));
    turn.session(Session.of(input.connection(), input.version()));
    turn.tell(new Occasion.Connected());
  }

  void closed(Turn turn, Input.Closed input) {
    lost(turn, input.code(), input.reason());
  }

  /** The server starts again: whatever was open is gone. */
  void restarted(Turn turn) {
    lost(turn, ABNORMAL, "server restarted");
    outbound.restarted(turn);
    turn.flows().restarted();
  }

  private void lost(Turn turn, int code, String reason) {
    Link link = turn.state().link();
    boolean wasOpen = link.open();
    if (wasOpen) {
      turn.record(new ConnectionClosed(link.connection(), code, reason));
    }
    if (turn.session().asking()) {
      turn.session().head().ifPresent(call -> turn.effect(Inbound.cancelDeadline(call)));
    }
    turn.session(Session.NONE);
    outbound.connectionLost(turn);
    if (wasOpen) {
      turn.tell(new Occasion.Disconnected());
    }
  }
}
