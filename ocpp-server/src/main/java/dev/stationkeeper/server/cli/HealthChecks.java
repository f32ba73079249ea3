// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.eventmanager.PluginStatus;
import dev.stationkeeper.eventmanager.SlotState;
import dev.stationkeeper.server.http.ReadyCheck;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.tls.ServerTls;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What has to be well, each with a sentence for when it is not. */
final class HealthChecks {
  /** A read model that is further behind shows what was, and not what is. */
  static final long READY_LAG = 100_000;

  /** Looking for deadlocks stops all threads for a moment. */
  private static final Duration DEADLOCKS_KNOWN = Duration.ofSeconds(10);

  private static final Set<SlotState> ON_ITS_WAY =
      EnumSet.of(SlotState.STARTING, SlotState.BACKOFF);

  private HealthChecks() {}

  /** Without these stations are not served as they should be. */
  static List<ReadyCheck> ready(StationkeeperNode node) {
    return List.of(
        new ReadyCheck("log", log(() -> node.log().trouble())),
        new ReadyCheck("disk", disk(node.log()::usableBytes, node.log()::diskFloorBytes)),
        new ReadyCheck("read models", readModels(node.views()::lag)),
        new ReadyCheck("handlers", starting(node.handlers()::handlers)),
        new ReadyCheck("quarantine", quarantined(node.handlers()::handlers), false),
        new ReadyCheck("certificates", certificates(() -> faults(node)), false));
  }

  /** Without these only a restart helps. */
  static List<ReadyCheck> live(StationkeeperNode node) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return List.of(
        new ReadyCheck("log writer", writer(node.log()::isWriting)),
        new ReadyCheck("threads", remembered(deadlocks(threads), InstantSource.system())));
  }

  static Supplier<Optional<String>> log(Supplier<Optional<String>> trouble) {
    return () -> trouble.get().map(why -> "The event log takes nothing: " + why + ".");
  }

  static Supplier<Optional<String>> disk(LongSupplier usable, LongSupplier floor) {
    return () -> {
      try {
        long left = usable.getAsLong();
        return left >= floor.getAsLong()
            ? Optional.empty()
            : Optional.of(
                "%d MiB are left on the log's disk; below the floor of %d MiB new work is refused."
                    .formatted(left >> 20, floor.getAsLong() >> 20));
      } catch (UncheckedIOException e) {
        return Optional.of("Nobody knows what is left on the log's disk: " + e.getMessage() + ".");
      }
    };
  }

  static Supplier<Optional<String>> readModels(Supplier<Map<String, Long>> lag) {
    return () ->
        lag.get().entrySet().stream()
            .filter(entry -> entry.getValue() > READY_LAG)
            .findFirst()
            .map(
                entry ->
                    "Read model %s is %d events behind the log."
                        .formatted(entry.getKey(), entry.getValue()));
  }

  static Supplier<Optional<String>> starting(Supplier<List<PluginStatus>> handlers) {
    return () ->
        handlers.get().stream()
            .filter(handler -> ON_ITS_WAY.contains(handler.state()))
            .findFirst()
            .map(
                handler ->
                    "Handler %s has not started%s."
                        .formatted(
                            handler.handler(),
                            handler.lastError().isEmpty()
                                ? ""
                                : "; the last try failed: " + firstLine(handler.lastError())));
  }

  static Supplier<Optional<String>> quarantined(Supplier<List<PluginStatus>> handlers) {
    return () ->
        handlers.get().stream()
            .filter(handler -> handler.state() == SlotState.QUARANTINED)
            .findFirst()
            .map(
                handler ->
                    "Handler %s is out of service, what it decides is decided by default: %s."
                        .formatted(handler.handler(), firstLine(handler.lastError())));
  }

  private static List<String> faults(StationkeeperNode node) {
    ServerTls tls = node.serverTls();
    return tls == null ? List.of() : tls.faults();
  }

  static Supplier<Optional<String>> certificates(Supplier<List<String>> faults) {
    return () ->
        Optional.of(String.join(" ", faults.get())).filter(sentences -> !sentences.isEmpty());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  static Supplier<Optional<String>> writer(BooleanSupplier alive) {
    return () ->
        alive.getAsBoolean()
            ? Optional.empty()
            : Optional.of("The thread that writes the event log has ended.");
  }

  private static Supplier<Optional<String>> deadlocks(ThreadMXBean threads) {
    return () -> {
      long[] stuck = threads.findDeadlockedThreads();
      return stuck == null
          ? Optional.empty()
          : Optional.of(
              "Threads wait for each other for ever: "
                  + Arrays.stream(threads.getThreadInfo(stuck))
                      .map(ThreadInfo::getThreadName)
                      .collect(Collectors.joining(", "))
                  + ".");
    };
  }

  private record Found(Instant at, Optional<String> problem) {}

  private static Supplier<Optional<String>> remembered(
      Supplier<Optional<String>> look, InstantSource clock) {
    AtomicReference<Found> last = new AtomicReference<>(new Found(Instant.EPOCH, Optional.empty()));
    return () -> {
      Found known = last.get();
      Instant now = clock.instant();
      if (Duration.between(known.at(), now).compareTo(DEADLOCKS_KNOWN) < 0) {
        return known.problem();
      }
      Found found = new Found(now, look.get());
      last.set(found);
      return found.problem();
    };
  }
}
