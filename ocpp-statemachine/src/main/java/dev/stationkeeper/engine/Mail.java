// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.TimerKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What waits in a station's mailbox. */
sealed interface Mail {
  /** A frame that nobody has read yet. */
  record Text(long connection, OcppVersion version, String text) implements Mail {}

  /** A ready input; {@code by} is who decided, where somebody did. */
  record Told(Input input, @Nullable String by) implements Mail {}

  /** A command and who waits for it. */
  record Submitted(Command command, CommandTicket ticket) implements Mail {}

  /** What the log has of the station was changed in its words, not in its events: read it again. */
  record Reread(CompletableFuture<Void> done) implements Mail {}

  /** A timer has run out; void when the key has been set again or cancelled since. */
  record TimerDue(TimerKey key, long token) implements Mail {}
}
