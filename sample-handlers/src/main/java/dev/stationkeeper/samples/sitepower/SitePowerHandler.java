// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.samples.files.WatchedFile;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stations of a site below what its connection carries, and shares it fairly among the
 * transactions that run. Its README says what it promises, and on what conditions.
 *
 * <p>Settings: {@code sites}, the file of the sites, without which it does nothing; {@code ledger},
 * the file in which it keeps what stations may draw, by default beside {@code sites}; {@code pause}
 * between two limits to one station, default {@code PT10S}; {@code turn}, how long some wait when
 * there is not enough for all, default {@code PT15M}; {@code profile-id} of the station's maximum,
 * default 900, its transactions' behind it.
 */
@OcppHandlerInfo(
    id = "site-power",
    version = "1.0",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.OBSERVER,
    order = 950)
public final class SitePowerHandler implements OcppHandler {
  private static final long MOST_BYTES = 1 << 20;
  private static final int LARGEST_ID = 1_000_000;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final AtomicLong generations = new AtomicLong();
  private int profileId;
  private @Nullable Sites sites;

  /** Made by {@link java.util.ServiceLoader}. */
  public SitePowerHandler() {}

  @Override
  public void start(HandlerEnvironment environment) throws IOException {
    Map<String, String> settings = environment.settings();
    String file = settings.get("sites");
    if (file == null) {
      return;
    }
    profileId = id(settings.getOrDefault("profile-id", "900"));
    Pace pace = new Pace(duration(settings, "pause", "PT10S"), duration(settings, "turn", "PT15M"));
    Path path = Path.of(file);
    // Whether it can be read at all is better known now than in a minute.
    SitesFile.parse(new WatchedFile(path, MOST_BYTES).changed().orElse(""));
    Sites made =
        new Sites(
            environment,
            new WatchedFile(path, MOST_BYTES),
            new Ledger(Path.of(settings.getOrDefault("ledger", file + ".ledger"))),
            pace,
            profileId);
    sites = made;
    environment.timers().every(LOOK, made::wake);
    made.wake();
  }

  private static int id(String text) {
    try {
      int id = Integer.parseInt(text);
      if (id > 0 && id <= LARGEST_ID) {
        return id;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("profile-id is no number: " + text, e);
    }
    throw new IllegalArgumentException("profile-id is 1 to " + LARGEST_ID + ", not " + text);
  }

  private static Duration duration(Map<String, String> settings, String name, String otherwise) {
    String text = settings.getOrDefault(name, otherwise);
    try {
      Duration duration = Duration.parse(text);
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " is no ISO 8601 duration such as " + otherwise + ": " + text, e);
    }
    throw new IllegalArgumentException(name + " is above zero, at most a day: " + text);
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    Sites all = sites;
    if (all == null) {
      return request -> Answer.pass(); // not set up; listens to nothing
    }
    StationSight sight =
        new StationSight(
            station.station().value(), generations.incrementAndGet(), profileId, restored);
    return new StationPower(station, all, sight).begin();
  }

  @Override
  public void close() {
    if (sites != null) {
      sites.close();
    }
  }
}
