// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.metrics;

import dev.stationkeeper.samples.state.StateFile;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.RetryLaterException;
import dev.stationkeeper.spi.Timers;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Folds events into the model, and keeps it now and then together with its position. */
final class SessionMetrics implements EventConsumer {
  private static final Duration KEEP = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_UNKEPT = 20_000;

  private final Timers timers;
  private final Logger logger;
  private final StateFile<SessionModel> file;
  private final DurationUnit unit;
  private final MetricsPage page;

  // Guarded by this.
  private @Nullable SessionModel model;
  private @Nullable EventBatch last;
  private Timers.@Nullable Timer timer;
  private int unkept;

  private volatile boolean retired;

  SessionMetrics(
      Timers timers,
      Logger logger,
      StateFile<SessionModel> file,
      DurationUnit unit,
      MetricsPage page) {
    this.timers = timers;
    this.logger = logger;
    this.file = file;
    this.unit = unit;
    this.page = page;
  }

  @Override
  public synchronized void onEvents(EventBatch batch) throws IOException, RetryLaterException {
    try {
      page.open();
    } catch (BindException e) {
      // During a swap the load before this one has it for a moment longer.
      throw new RetryLaterException("the port is taken: " + e.getMessage(), PAUSE);
    }
    SessionModel known = model;
    if (known == null) {
      known = file.read().orElseGet(() -> new SessionModel(unit));
      model = known;
      timer = timers.every(KEEP, this::keepOrSay);
    }
    for (LoggedEvent event : batch.events()) {
      known.on(event);
    }
    page.set(known.metrics());
    last = batch;
    unkept += batch.events().size();
    if (unkept >= MOST_UNKEPT) {
      keep();
    }
  }

  private void keep() throws IOException {
    EventBatch batch = last;
    SessionModel known = model;
    if (batch != null && known != null) {
      file.write(known, known.position);
      batch.acknowledge();
      last = null;
      unkept = 0;
    }
  }

  /** Another object takes over after a crash of this one, whose timer does not end by itself. */
  void retire() {
    retired = true;
  }

  private synchronized void keepOrSay() {
    if (retired) {
      if (timer != null) {
        timer.cancel();
      }
      return;
    }
    try {
      keep();
    } catch (IOException e) {
      logger.warn("The model was not kept, and will be tried again: {}", e.toString());
    }
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.cancel();
    }
    keepOrSay();
  }
}
