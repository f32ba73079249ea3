// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import dev.stationkeeper.samples.state.StateFile;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long sessions take, as a Prometheus histogram: a read model that is made anew from the whole
 * log when its unit or its fold changes ({@code docs/how-to/metrics-projection.md}).
 *
 * <p>Settings: {@code port} to serve {@code /metrics} at (without it the handler wants no events);
 * {@code bind}, 127.0.0.1 by default; {@code unit}: {@code minutes} or {@code hours}.
 */
@OcppHandlerInfo(
    id = "session-metrics",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class SessionMetricsHandler implements ConsumerHandler {
  private @Nullable HandlerEnvironment server;
  private @Nullable StateFile<SessionModel> file;
  private DurationUnit unit = DurationUnit.MINUTES;
  private @Nullable MetricsPage page;
  private @Nullable SessionMetrics consumer;
  private long begins;

  /** Made by {@link java.util.ServiceLoader}. */
  public SessionMetricsHandler() {}

  @Override
  public void start(HandlerEnvironment environment) throws IOException {
    server = environment;
    unit = DurationUnit.named(environment.settings().getOrDefault("unit", "minutes"));
    String port = environment.settings().get("port");
    if (port != null) {
      if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
        throw new IllegalArgumentException("port is a number up to 65535, not '" + port + "'");
      }
      page =
          new MetricsPage(
              new InetSocketAddress(
                  environment.settings().getOrDefault("bind", "127.0.0.1"),
                  Integer.parseInt(port)));
      StateFile<SessionModel> kept =
          new StateFile<>(environment.folder(), SessionModel.class, SessionModel.version(unit));
      begins = kept.position();
      file = kept;
    }
  }

  @Override
  public Optional<Set<String>> wantedTypes() {
    return Optional.of(page == null ? Set.of() : SessionModel.TYPES);
  }

  /** Behind what is in the model; a model of another version is none, so from the first event. */
  @Override
  public OptionalLong beginsBehind() {
    return page == null ? OptionalLong.empty() : OptionalLong.of(begins);
  }

  @Override
  public EventConsumer openConsumer() {
    HandlerEnvironment environment = server;
    StateFile<SessionModel> kept = file;
    MetricsPage to = page;
    if (environment == null || kept == null || to == null) {
      return batch -> batch.acknowledge();
    }
    if (consumer != null) {
      consumer.retire();
    }
    consumer = new SessionMetrics(environment.timers(), environment.logger(), kept, unit, to);
    return consumer;
  }

  /** Where the metrics are served; -1 before the first event. */
  int port() {
    MetricsPage open = page;
    return open == null ? -1 : open.port();
  }

  @Override
  public void close() {
    if (page != null) {
      page.close();
    }
  }
}
