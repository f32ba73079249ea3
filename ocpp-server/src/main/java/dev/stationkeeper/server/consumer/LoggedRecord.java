// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event of the log as consumers see it. */
record LoggedRecord(LogRecord event, boolean replayed) implements LoggedEvent {
  /**
   * What consumers see of the server's own. Not among them: users, credentials, settings; and what
   * was put aside, which would be told again to the consumer that failed on it.
   */
  private static final Set<String> OPEN =
      Stream.of(
              SystemEvent.ServerStarted.class,
              SystemEvent.ServerStopped.class,
              SystemEvent.StationRemoved.class,
              SystemEvent.AlarmRaised.class,
              SystemEvent.AlarmCleared.class,
              SystemEvent.AlarmAcknowledged.class,
              SystemEvent.HandlerCrashed.class,
              SystemEvent.HandlerReinstalled.class,
              SystemEvent.HandlerQuarantined.class,
              SystemEvent.HandlerResumed.class,
              SystemEvent.HandlerSwapped.class)
          .map(Class::getSimpleName)
          .collect(Collectors.toUnmodifiableSet());

  static boolean isOpen(LogRecord event) {
    return !event.stream().equals(SystemLog.STREAM) || OPEN.contains(event.type());
  }

  @Override
  public long position() {
    return event.position();
  }

  @Override
  public Optional<StationId> station() {
    return event.stream().equals(SystemLog.STREAM)
        ? Optional.empty()
        : Optional.of(new StationId(event.stream()));
  }

  @Override
  public Optional<String> by() {
    return Optional.ofNullable(event.cause().decidedBy());
  }

  @Override
  public long sequence() {
    return event.sequence();
  }

  @Override
  public Instant at() {
    return event.at();
  }

  @Override
  public String type() {
    return event.type();
  }

  @Override
  public JsonView payload() {
    return JsonView.ofVerified(event.json());
  }
}
