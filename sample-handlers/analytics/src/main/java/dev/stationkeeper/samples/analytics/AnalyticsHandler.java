// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of the log that sends the records of one type to a sink. One handler for each type: so
 * each has a checkpoint, a pace, a restart budget and a quarantine of its own.
 *
 * <p>Settings of every sink: {@code enabled} ({@code true}; {@code false} passes over what happens
 * meanwhile), {@code history} ({@code true}: the first start sends what is in the log; {@code
 * false}: only what comes), {@code batchSize} (records), {@code batchBytes}, {@code flushInterval}
 * (ISO 8601).
 */
public abstract class AnalyticsHandler implements ConsumerHandler {
  private final RecordType type;
  private final BatchPolicy byDefault;
  private @Nullable HandlerEnvironment environment;
  private @Nullable BatchPolicy policy;
  private boolean enabled = true;
  private boolean history = true;
  private @Nullable BatchingConsumer current;

  /** For the records of {@code type}, in batches as {@code byDefault} says. */
  protected AnalyticsHandler(RecordType type, BatchPolicy byDefault) {
    this.type = type;
    this.byDefault = byDefault;
  }

  /** Reads the settings of the sink; throws when they make no sense. Nothing is opened yet. */
  protected abstract void configure(SinkSettings settings);

  /** Opens a sink. It need not be there yet: that shows when a batch is sent. */
  protected abstract RecordSink open(RecordType type, HandlerEnvironment environment)
      throws Exception;

  @Override
  public final void start(HandlerEnvironment given) {
    SinkSettings settings = new SinkSettings(given.handler(), given.settings());
    enabled = settings.truth("enabled", true);
    history = settings.truth("history", true);
    policy = BatchPolicy.of(settings, byDefault);
    if (enabled) {
      configure(settings);
      settings.end();
    }
    environment = given;
  }

  @Override
  public final boolean wantsHistory() {
    return history && enabled;
  }

  @Override
  public final synchronized EventConsumer openConsumer() throws Exception {
    HandlerEnvironment started = Objects.requireNonNull(environment, "opened before its start");
    if (current != null) {
      current.fence();
      current = null;
    }
    if (!enabled) {
      return EventBatch::acknowledge;
    }
    BatchingConsumer made =
        new BatchingConsumer(type, open(type, started), Objects.requireNonNull(policy), started);
    current = made;
    return made;
  }

  @Override
  public final synchronized void close() {
    if (current != null) {
      current.fence();
      current = null;
    }
  }
}
