// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationCredentials;
import dev.stationkeeper.server.consumer.CheckpointFile;
import dev.stationkeeper.server.consumer.Follower;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.consumer.Subscriber;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles staged passwords of stations by what their commands came to (A01.FR.03, A01.FR.04). It
 * follows the log behind a checkpoint, so that no end is missed over a kill; one that is told twice
 * does nothing the second time.
 */
final class PasswordChanges implements Subscriber {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordChanges.class);
  private static final Set<String> TYPES = Set.of("FlowEnded", "CommandEnded");
  private static final Set<String> NEVER_SENT = Set.of("expired", "cancelled");

  /** A checkpoint is a write to disk: without anything done it is made this often, in events. */
  private static final long SELDOM = 10_000;

  /** Until then both passwords are good. */
  private static final Duration GATHERS = Duration.ofMillis(200);

  private final SegmentedLog log;
  private final EventCodec codec;
  private final CheckpointFile file;
  private final StationCredentials credentials;
  private long written;

  /** Begins to settle what the log tells, behind the checkpoint in {@code data}. */
  static Follower follow(
      SegmentedLog log, EventCodec codec, Path data, StationCredentials credentials)
      throws IOException {
    CheckpointFile file = new CheckpointFile(data.resolve("passwords.checkpoint"));
    try {
      return Follower.start(
          log, new PasswordChanges(log, codec, file, credentials), PoisonPolicy.DEFAULT);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the changes of passwords cannot be followed", e);
    }
  }

  private PasswordChanges(
      SegmentedLog log, EventCodec codec, CheckpointFile file, StationCredentials credentials) {
    this.log = log;
    this.codec = codec;
    this.file = file;
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return "passwords";
  }

  @Override
  public Duration gathers() {
    return GATHERS;
  }

  /** Without one there was no password under way yet. */
  @Override
  public long checkpoint() throws IOException {
    if (!file.exists()) {
      file.write(log.position());
    }
    written = file.read();
    return written;
  }

  @Override
  public void accept(List<LogRecord> events) throws IOException {
    boolean settled = false;
    for (LogRecord event : events) {
      if (TYPES.contains(event.type()) && !event.stream().equals(SystemLog.STREAM)) {
        settled |= told(event);
      }
    }
    long position = events.getLast().position();
    if (settled || position - written >= SELDOM) {
      file.write(position);
      written = position;
    }
  }

  private boolean told(LogRecord record) {
    StationEvent event = record.event(codec);
    StationId station = new StationId(record.stream());
    return switch (event) {
      case FlowEnded e when e.kind().equals("password") -> {
        e.attributes().string("command").ifPresent(c -> settle(station, c, e.outcome()));
        yield true;
      }
      case CommandEnded e when NEVER_SENT.contains(e.status()) -> {
        credentials.settle(station, e.commandId(), false);
        yield true;
      }
      default -> false;
    };
  }

  /** Any other end decides nothing: both passwords are good until one is used. */
  private void settle(StationId station, String command, String outcome) {
    switch (outcome) {
      case "changed" -> credentials.settle(station, command, true);
      case "refused" -> credentials.settle(station, command, false);
      default -> LOG.info("Station {} has two passwords until it uses one: {}", station, outcome);
    }
  }

  @Override
  public void park(LogRecord event, String reason) throws IOException {
    LOG.error("Event {} settles no password: {}", event.position(), reason);
    file.write(event.position());
  }
}
