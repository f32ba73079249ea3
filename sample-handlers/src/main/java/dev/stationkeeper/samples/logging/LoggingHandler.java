// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON line for each event of every station, to files that rotate or to the console. As
 * a consumer of the log it misses none, whatever happens to the process, and writes none twice.
 *
 * <p>Without the setting {@code file} or {@code console} it wants no events and costs nothing.
 */
@OcppHandlerInfo(
    id = "logging",
    version = "2.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class LoggingHandler implements ConsumerHandler {
  private static final Duration FLUSH = Duration.ofSeconds(1);

  private @Nullable HandlerEnvironment server;
  private @Nullable LoggingSettings settings;
  private @Nullable FileLog log;

  /** Made by {@link java.util.ServiceLoader}. */
  public LoggingHandler() {}

  @Override
  public void start(HandlerEnvironment environment) {
    server = environment;
    settings = LoggingSettings.of(environment.settings());
  }

  @Override
  public Optional<Set<String>> wantedTypes() {
    LoggingSettings of = started(settings);
    if (of.isIdle()) {
      return Optional.of(Set.of());
    }
    return of.types().isEmpty() ? Optional.empty() : Optional.of(of.types());
  }

  @Override
  public boolean wantsHistory() {
    return started(settings).history();
  }

  @Override
  public EventConsumer openConsumer() {
    HandlerEnvironment environment = started(server);
    LoggingSettings of = started(settings);
    EventLines lines = new EventLines(of.fields(), of.mask(), of.personalData());
    if (of.isIdle()) {
      return batch -> batch.acknowledge();
    }
    if (of.file() == null) {
      return new ConsoleLog(lines);
    }
    if (log != null) {
      log.retire();
    }
    FileLog made = new FileLog(new RotatingFile(of.rotation(), environment.clock()), lines);
    made.flushesBy(environment.timers().every(FLUSH, made::flush));
    log = made;
    return made;
  }

  private static <T> T started(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("used before start");
    }
    return value;
  }
}
