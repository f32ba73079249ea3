// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The stream of what belongs to no station. Thread-safe. */
public final class SystemLog {
  /** Its name; no station id has a dollar sign. */
  public static final String STREAM = "$system";

  /** No type has had to change yet. */
  private static final SealedJson<SystemEvent> JSON = new SealedJson<>(SystemEvent.class, Map.of());

  private final SegmentedLog log;
  private final Clock clock;

  /** Keeps system events in {@code log}. */
  public SystemLog(SegmentedLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Appends an event. Never blocks.
   *
   * @param by who caused it: a user, a handler; null when nobody did
   * @return its position, once it is on disk; fails as {@link SegmentedLog#append} does
   */
  public CompletionStage<Long> append(SystemEvent event, @Nullable String by) {
    return append(SegmentedLog.ANY, event, by);
  }

  /**
   * Appends an event if nothing was appended since {@code lastSequence}: for what must be unique.
   */
  public CompletionStage<Long> append(long lastSequence, SystemEvent event, @Nullable String by) {
    Cause cause = by == null ? Cause.NONE : new Cause(0, null, null, by);
    String type = JSON.type(event);
    LogEntry entry =
        new LogEntry(type, JSON.version(type), clock.instant(), cause, JSON.write(event));
    return log.append(STREAM, lastSequence, List.of(entry));
  }

  /** Position of the last event of any stream that is on disk. */
  public long position() {
    return log.position();
  }

  /** Sequence number of the last system event on disk. */
  public long lastSequence() {
    return log.lastSequence(STREAM);
  }

  /** The version in which this build writes events of that type. */
  static int version(String type) {
    return JSON.version(type);
  }

  /** The type of an event as the log names it. */
  static String type(SystemEvent event) {
    return JSON.type(event);
  }

  static String json(SystemEvent event) {
    return JSON.write(event);
  }

  /** Throws {@link IllegalArgumentException} for what is no event of this build. */
  static SystemEvent read(String type, int version, String json) {
    return JSON.read(type, version, json);
  }

  /** Another one for every build that knows other types or versions. */
  static int fingerprint() {
    return JSON.fingerprint();
  }

  /**
   * The event behind a record of this stream.
   *
   * @return empty for a type or a version of one that only a later build knows
   */
  public static Optional<SystemEvent> typed(LogRecord event) {
    return JSON.isKnown(event.type(), event.version())
        ? Optional.of(JSON.read(event.type(), event.version(), event.json()))
        : Optional.empty();
  }
}
