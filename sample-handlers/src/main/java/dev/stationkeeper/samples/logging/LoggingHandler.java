// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON line for each event of every station, to a file or to the handler's logger.
 *
 * <p>Settings: {@code file}: where to write (default: the handler's logger); {@code mask}: {@code
 * false} shows the tokens of persons, which are masked by default. The server gives an observer
 * pseudonyms: to see tokens as they are the handler needs its setting {@code personal-data: true}
 * too.
 *
 * <p>Replayed events are left out: their line was written when they were new.
 */
@OcppHandlerInfo(
    id = "logging",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.OBSERVER,
    order = 900)
public final class LoggingHandler implements OcppHandler {
  private EventLines lines = new EventLines(true);
  private @Nullable LineSink sink;

  /** Made by {@link java.util.ServiceLoader}. */
  public LoggingHandler() {}

  @Override
  public void start(HandlerEnvironment environment) throws IOException {
    Map<String, String> settings = environment.settings();
    lines = new EventLines(!"false".equals(settings.get("mask")));
    String file = settings.get("file");
    sink = file == null ? LineSink.to(environment.logger()) : LineSink.to(Path.of(file));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    LineSink to = sink;
    if (to == null) {
      throw new IllegalStateException("open before start");
    }
    return new StationHandler() {
      @Override
      public Answer onRequest(Request request) {
        return Answer.pass();
      }

      @Override
      public void onEvent(StationEvent event) throws IOException {
        if (!event.replayed()) {
          to.write(lines.of(station.station(), event));
        }
      }
    };
  }

  @Override
  public void close() {
    if (sink != null) {
      sink.close();
    }
  }
}
