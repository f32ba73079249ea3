// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The vendor's plugin object, with a note of the contexts that it is given. */
final class HandlerUnderTest implements OcppHandler {
  private final OcppHandler handler;
  private final Quiet quiet;

  private HandlerUnderTest(OcppHandler handler, Quiet quiet) {
    this.handler = handler;
    this.quiet = quiet;
  }

  /** As the server would configure it: by what stands on its class. */
  static HandlerSpec spec(
      Supplier<? extends OcppHandler> made, Map<String, String> settings, Quiet quiet) {
    OcppHandler first = made.get();
    OcppHandlerInfo info = first.getClass().getAnnotation(OcppHandlerInfo.class);
    HandlerProvider provider = provider(first, made, quiet);
    if (info == null) {
      return HandlerSpec.of(new HandlerId("handler"), HandlerRole.RESPONDER, provider)
          .withSettings(settings);
    }
    return new HandlerSpec(
        new HandlerId(info.id()),
        info.version(),
        provider,
        settings,
        info.role().equals(OcppHandlerInfo.OBSERVER) ? HandlerRole.OBSERVER : HandlerRole.RESPONDER,
        info.order(),
        Set.of(info.versions()),
        Set.of(info.actions()));
  }

  private static HandlerProvider provider(
      OcppHandler first, Supplier<? extends OcppHandler> made, Quiet quiet) {
    return new HandlerProvider() {
      private @Nullable OcppHandler ready = first;

      @Override
      public synchronized OcppHandler create() {
        OcppHandler given = ready == null ? made.get() : ready;
        ready = null;
        return new HandlerUnderTest(given, quiet);
      }

      @Override
      public ClassLoader loader() {
        return first.getClass().getClassLoader();
      }
    };
  }

  @Override
  public void start(HandlerEnvironment environment) throws Exception {
    handler.start(environment);
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) throws Exception {
    StationHandler opened = handler.open(station, restored);
    quiet.opened(station.station(), station);
    return opened;
  }

  @Override
  public void close() {
    handler.close();
  }
}
