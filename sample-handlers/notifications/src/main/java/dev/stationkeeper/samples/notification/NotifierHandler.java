// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What both handlers have in common. Without its first setting one wants no events. */
abstract class NotifierHandler implements ConsumerHandler {
  private final String first;
  private @Nullable HandlerEnvironment server;
  private @Nullable NotifierSettings settings;
  private @Nullable Channel channel;

  NotifierHandler(String first) {
    this.first = first;
  }

  /**
   * Opens the way to people.
   *
   * @throws IllegalArgumentException naming the setting that makes no sense
   */
  abstract Channel channel(Map<String, String> settings);

  @Override
  public final void start(HandlerEnvironment environment) {
    server = environment;
    settings = NotifierSettings.of(environment.settings());
    channel = environment.settings().containsKey(first) ? channel(environment.settings()) : null;
  }

  @Override
  public final Optional<Set<String>> wantedTypes() {
    return Optional.of(channel == null ? Set.of() : Telling.TYPES);
  }

  /** What was before it was installed is nobody's news. */
  @Override
  public final boolean wantsHistory() {
    return false;
  }

  @Override
  public final EventConsumer openConsumer() {
    HandlerEnvironment environment = server;
    NotifierSettings of = settings;
    if (environment == null || of == null) {
      throw new IllegalStateException("used before start");
    }
    Channel to = channel;
    return to == null ? batch -> batch.acknowledge() : new Notifier(environment, of, to);
  }

  @Override
  public final void close() {
    Channel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
