// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a station's state again while its socket stays, because the words of its log were changed
 * and none of its events. Mail waits meanwhile. Used by the station's drain only.
 */
final class Rereading {
  private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);

  private final StationId station;
  private final EnginePorts ports;
  private final Mailbox mailbox;
  private @Nullable CompletableFuture<Void> wanted;

  Rereading(StationId station, EnginePorts ports, Mailbox mailbox) {
    this.station = station;
    this.ports = ports;
    this.mailbox = mailbox;
  }

  /** Somebody wants it; {@code end} is completed when the state is in place. */
  void want(CompletableFuture<Void> end) {
    done();
    wanted = end;
  }

  /** Begins if somebody wants it; nothing may be in flight. */
  void begin(Consumer<StateSource.Loaded> to) {
    CompletableFuture<Void> end = wanted;
    if (end == null) {
      return;
    }
    wanted = null;
    mailbox.hold();
    ports.loader().execute(() -> load(to, end));
  }

  private void load(Consumer<StateSource.Loaded> to, CompletableFuture<Void> end) {
    try {
      StateSource.Loaded found = ports.states().load(station);
      mailbox.addUrgent(
          () -> {
            to.accept(found);
            release(end);
          });
    } catch (RuntimeException e) {
      ports.counters().count("reread_failed");
      LOG.error("Station {}: its state could not be read again", station, e);
      mailbox.addUrgent(() -> release(end));
    }
  }

  private void release(CompletableFuture<Void> end) {
    mailbox.release();
    end.complete(null);
  }

  /** The state was read for another reason. */
  void done() {
    CompletableFuture<Void> end = wanted;
    wanted = null;
    if (end != null) {
      end.complete(null);
    }
  }
}
