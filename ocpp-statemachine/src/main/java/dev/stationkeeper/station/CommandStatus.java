// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

/** Where a command stands. All but the first two are end states; a command reaches exactly one. */
public enum CommandStatus {
  QUEUED("queued"),
  SENT("sent"),
  ACCEPTED("accepted"),
  REJECTED("rejected"),
  ERROR("error"),
  TIMED_OUT("timedOut"),
  EXPIRED("expired"),
  CANCELLED("cancelled");

  private final String wireName;

  CommandStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the API and in events. */
  public String wireName() {
    return wireName;
  }

  /** True when nothing can happen to the command any more. */
  public boolean isEnd() {
    return this != QUEUED && this != SENT;
  }
}
