// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import org.jspecify.annotations.Nullable;

/** A flow that is to begin. */
public record NewFlow(
    String kind,
    String step,
    @Nullable String commandId,
    @Nullable Integer requestId,
    JsonView attributes) {
  /** A flow of that kind at its first step. */
  public static NewFlow of(String kind, String step) {
    return new NewFlow(kind, step, null, null, JsonView.EMPTY);
  }

  /** The same, which follows a command and bears the request id in it, if there is one. */
  public NewFlow following(Command command) {
    return new NewFlow(
        kind, step, command.id(), Read.integer(command.payload(), "requestId"), attributes);
  }

  /** The same under the number by which the station names it. */
  public NewFlow named(@Nullable Integer number) {
    return new NewFlow(kind, step, commandId, number, attributes);
  }

  /** The same with attributes. */
  public NewFlow with(JsonView more) {
    return new NewFlow(kind, step, commandId, requestId, more);
  }
}
