// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a station's state back from the log after something went wrong, later each time it goes
 * wrong again. {@link #now} from any thread, the rest is the station's drain's.
 */
final class ReadBack {
  private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final StationId station;
  private final EnginePorts ports;
  private final Mailbox mailbox;
  private final Consumer<StateSource.Loaded> found;
  private final Runnable failed;
  private int failures;

  /**
   * @param found takes the state, in the drain
   * @param failed is told that it could not be read, in the drain
   */
  ReadBack(
      StationId station,
      EnginePorts ports,
      Mailbox mailbox,
      Consumer<StateSource.Loaded> found,
      Runnable failed) {
    this.station = station;
    this.ports = ports;
    this.mailbox = mailbox;
    this.found = found;
    this.failed = failed;
  }

  /** Reads at once the first time, behind a pause when it has gone wrong before. */
  void begin() {
    Duration pause = failures == 0 ? Duration.ZERO : pauseAfter(failures);
    failures++;
    if (pause.isZero()) {
      now();
    } else {
      ports.timers().set(ports.clock().instant().plus(pause), this::now);
    }
  }

  /** Reads it on the loader. */
  void now() {
    ports.loader().execute(this::load);
  }

  /** Something was appended: the trouble is over. */
  void over() {
    failures = 0;
  }

  private static Duration pauseAfter(int failures) {
    Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void load() {
    try {
      StateSource.Loaded loaded = ports.states().load(station);
      mailbox.addUrgent(() -> found.accept(loaded));
    } catch (RuntimeException e) {
      mailbox.addUrgent(
          () -> {
            ports.counters().count("load_failed");
            LOG.error("Station {}: its state could not be read back", station, e);
            failed.run();
          });
    }
  }
}
