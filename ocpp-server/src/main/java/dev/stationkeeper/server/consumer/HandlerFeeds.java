// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.eventmanager.ConsumerFeeds;
import dev.stationkeeper.eventmanager.ConsumerPort;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the consumers among the handlers from the log, each with a checkpoint in a file of its own
 * that outlives loads of the handler and the process. Thread-safe.
 */
public final class HandlerFeeds implements ConsumerFeeds {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerFeeds.class);

  private final SegmentedLog log;
  private final SystemLog record;
  private final Path folder;
  private final PoisonPolicy poison;
  private final Map<String, HandlerFeed> feeds = new ConcurrentHashMap<>();

  /**
   * Feeds from {@code log}.
   *
   * @param record where it is told that an event was put aside
   * @param folder of the checkpoints; made when missing
   */
  public HandlerFeeds(SegmentedLog log, SystemLog record, Path folder, PoisonPolicy poison)
      throws IOException {
    this.log = log;
    this.record = record;
    this.folder = Files.createDirectories(folder);
    this.poison = poison;
  }

  @Override
  public Feed begin(ConsumerPort port) {
    String name = port.id().name();
    try {
      HandlerFeed feed =
          new HandlerFeed(
              log,
              port,
              new CheckpointFile(folder.resolve(name + ".checkpoint")),
              new CheckpointFile(folder.resolve(name + ".given")),
              poison,
              this::putAside);
      feeds.put(name, feed);
      feed.start();
      return ended -> {
        feed.stop(
            () -> {
              feeds.remove(name, feed);
              ended.run();
            });
      };
    } catch (IOException e) {
      LOG.error("{} cannot be fed", name, e);
      port.refuse("Its checkpoint in " + folder + " cannot be used: " + e.getMessage());
      return Runnable::run;
    }
  }

  /** On record, and an alarm: somebody has to know that a sink lacks an event. */
  private void putAside(String consumer, LogRecord event, String reason) {
    append(new SystemEvent.EventParked(consumer, event.position(), reason));
    if (!event.type().equals(SystemEvent.AlarmRaised.class.getSimpleName())) {
      // An alarm about an alarm that it cannot take would be the next one that it cannot take.
      append(
          new SystemEvent.AlarmRaised(
              "consumer:" + consumer,
              "consumer",
              "warning",
              event.stream().equals(SystemLog.STREAM) ? null : event.stream(),
              "%s goes without event %d: %s".formatted(consumer, event.position(), reason)));
    }
  }

  private void append(SystemEvent event) {
    var _ =
        record
            .append(event, null)
            .whenComplete(
                (position, failure) -> {
                  if (failure != null) {
                    LOG.error("Not on record: {}", event, failure);
                  }
                });
  }

  /** How each stands that is fed at present, by name. */
  public List<ConsumerStatus> status() {
    return feeds.values().stream()
        .map(HandlerFeed::status)
        .sorted((one, other) -> one.handler().compareTo(other.handler()))
        .toList();
  }
}
