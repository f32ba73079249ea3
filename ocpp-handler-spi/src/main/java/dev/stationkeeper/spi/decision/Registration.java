// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a station may work here. Immutable. */
public final class Registration {
  private static final Registration PASS = new Registration("", Duration.ZERO);

  private final String status;
  private final Duration interval;

  private Registration(String status, Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("The interval is at least zero: " + interval);
    }
    this.status = status;
    this.interval = interval;
  }

  /**
   * It may.
   *
   * @param heartbeat the pause between its heartbeats, in whole seconds; zero lets it choose
   */
  public static Registration accepted(Duration heartbeat) {
    return new Registration("Accepted", heartbeat);
  }

  /**
   * Not yet: it sends no transactions and is asked again.
   *
   * @param retry when it shall ask again, in whole seconds; zero lets it choose
   */
  public static Registration pending(Duration retry) {
    return new Registration("Pending", retry);
  }

  /**
   * It may not.
   *
   * @param retry when it may ask again, in whole seconds; zero lets it choose
   */
  public static Registration rejected(Duration retry) {
    return new Registration("Rejected", retry);
  }

  /** No opinion. */
  public static Registration pass() {
    return PASS;
  }

  Optional<JsonView> payload(Instant now) {
    if (this == PASS) {
      return Optional.empty();
    }
    return Optional.of(
        JsonView.object()
            .put("status", status)
            .put("currentTime", now)
            .put("interval", interval.toSeconds())
            .build());
  }

  @Override
  public String toString() {
    return this == PASS ? "pass" : status;
  }
}
