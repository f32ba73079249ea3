// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.samples.state.StateFile;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alarm when something is wrong with a station, a transaction or the server, and closes it
 * when that is over. Rules and settings are in the README beside the module.
 *
 * <p>What it remembers lies in its own folder with the position in the log up to which it goes;
 * without it, or in another version of it, it is made anew from the whole log.
 */
@OcppHandlerInfo(
    id = "alarm",
    version = "2.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.CONSUMER)
public final class AlarmHandler implements ConsumerHandler {
  private @Nullable HandlerEnvironment server;
  private @Nullable AlarmSettings settings;
  private @Nullable StateFile<Facts> file;
  private @Nullable AlarmConsumer consumer;
  private long begins;

  /** Made by {@link java.util.ServiceLoader}. */
  public AlarmHandler() {}

  @Override
  public void start(HandlerEnvironment environment) throws IOException {
    server = environment;
    settings = AlarmSettings.of(environment.settings());
    file = new StateFile<>(environment.folder(), Facts.class, Facts.VERSION);
    begins = file.position();
  }

  @Override
  public Optional<Set<String>> wantedTypes() {
    Set<String> types = new HashSet<>(StationRules.TYPES);
    types.addAll(TransactionRules.TYPES);
    types.addAll(ServerRules.TYPES);
    types.addAll(AlarmConsumer.ALARMS);
    types.add("ServerStarted");
    if (started(settings).has("meter")) {
      types.add(TransactionRules.METER_VALUES);
    }
    if (!started(settings).has("security")) {
      types.remove("CallAnswered");
    }
    return Optional.of(types);
  }

  @Override
  public OptionalLong beginsBehind() {
    return OptionalLong.of(begins);
  }

  @Override
  public EventConsumer openConsumer() {
    if (consumer != null) {
      consumer.retire();
    }
    consumer = new AlarmConsumer(started(server), started(settings), started(file));
    return consumer;
  }

  private static <T> T started(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("used before start");
    }
    return value;
  }
}
