// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.JsonView;

/** What became of a command. Immutable; the server makes them. */
public final class CommandResult {
  private final String status;
  private final JsonView response;

  private CommandResult(String status, JsonView response) {
    this.status = status;
    this.response = response;
  }

  /** A result, for the server and for tests. */
  public static CommandResult of(String status, JsonView response) {
    return new CommandResult(status, response);
  }

  /**
   * {@code accepted}, {@code rejected} (the station said no), {@code error} (CALLERROR), {@code
   * timedOut}, {@code expired} (never sent) or {@code cancelled}. An open set.
   */
  public String status() {
    return status;
  }

  /** True when the station accepted. */
  public boolean accepted() {
    return status.equals("accepted");
  }

  /** The station's payload word for word; the empty object when there is none. */
  public JsonView response() {
    return response;
  }

  @Override
  public String toString() {
    return status;
  }
}
