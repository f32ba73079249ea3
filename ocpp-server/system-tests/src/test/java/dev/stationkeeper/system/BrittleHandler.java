// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A vendor's handler that crashes on the token {@code CRASH}, runs for ever on {@code SPIN} and
 * otherwise has no opinion. While the file named by {@code STATIONKEEPER_TEST_HOLD} exists, opening
 * it again for a station does not come back: that is how a test holds a reinstall open.
 */
@OcppHandlerInfo(
    id = "brittle",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    order = 10,
    actions = {"Authorize"})
public final class BrittleHandler implements OcppHandler {
  private final Set<String> opened = ConcurrentHashMap.newKeySet();

  /** Made by {@link java.util.ServiceLoader}. */
  public BrittleHandler() {}

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    boolean again = !opened.add(station.station().value());
    String hold = System.getenv("STATIONKEEPER_TEST_HOLD");
    while (again && hold != null && Files.exists(Path.of(hold))) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return new Brittle(again);
  }

  private record Brittle(boolean reinstalled) implements StationHandler {
    @Override
    public Answer onRequest(Request request) {
      String token =
          request
              .payload()
              .string("idTag")
              .or(() -> request.payload().string("idToken", "idToken"))
              .orElse("");
      if (token.equals("CRASH")) {
        throw new IllegalStateException("a bug of the vendor's");
      }
      long turns = 0;
      while (token.equals("SPIN")) {
        turns++;
        if (turns < 0) {
          break;
        }
      }
      if (token.equals("WHO")) {
        return Answer.reply(
            dev.stationkeeper.ocpp.JsonView.parse(
                "{\"idTagInfo\":{\"status\":\"%s\"}}"
                    .formatted(reinstalled ? "Blocked" : "Accepted")));
      }
      return Answer.pass();
    }
  }
}
