// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.CommandResult;
import java.util.concurrent.CompletableFuture;

/**
 * A command that the handler sent to its station. Answered once, by the test or by its patience.
 */
public final class FakeCommand {
  private final Action action;
  private final JsonView payload;
  private final CompletableFuture<CommandResult> result = new CompletableFuture<>();

  FakeCommand(Action action, JsonView payload) {
    this.action = action;
    this.payload = payload;
  }

  /** The action, for example {@code RequestStartTransaction}. */
  public String action() {
    return action.name();
  }

  /** The payload as the handler gave it. */
  public JsonView payload() {
    return payload;
  }

  /**
   * The station answers.
   *
   * @param status as {@link CommandResult#status}, for example {@code accepted}
   * @param response a JSON object
   */
  public void answer(String status, String response) {
    result.complete(CommandResult.of(status, JsonView.parse(response)));
  }

  /** True when it was answered, or its patience is over. */
  public boolean isAnswered() {
    return result.isDone();
  }

  CompletableFuture<CommandResult> result() {
    return result;
  }

  @Override
  public String toString() {
    return action.name() + " " + payload;
  }
}
