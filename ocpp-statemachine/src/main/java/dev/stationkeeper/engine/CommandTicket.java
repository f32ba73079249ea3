// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What becomes of one submitted command. Thread-safe. Both stages fail with {@link
 * StationUnavailableException} when the command never reached the log; stages complete on an
 * engine's thread, so what hangs on them must not block.
 */
public final class CommandTicket {
  private final CompletableFuture<CommandResult> taken = new CompletableFuture<>();
  private final CompletableFuture<CommandResult> ended = new CompletableFuture<>();
  private volatile CommandResult last;

  CommandTicket(String commandId) {
    this.last = new CommandResult(commandId, CommandStatus.QUEUED, JsonView.EMPTY);
  }

  /** Completes when the command is durable: it will reach an end, also over a restart. */
  public CompletionStage<CommandResult> taken() {
    return taken.minimalCompletionStage();
  }

  /** Completes with the command's one end state. */
  public CompletionStage<CommandResult> ended() {
    return ended.minimalCompletionStage();
  }

  /** The newest that is known. */
  public CommandResult last() {
    return last;
  }

  void durable() {
    taken.complete(last);
  }

  void progress(CommandResult result) {
    last = result;
    taken.complete(result);
    if (result.status().isEnd()) {
      ended.complete(result);
    }
  }

  void fail(StationUnavailableException why) {
    taken.completeExceptionally(why);
    ended.completeExceptionally(why);
  }
}
