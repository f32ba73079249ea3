// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request that the instance is deciding, whose next waits for it, and the one that an instance
 * failed on, which is reported only once the next instance is in place. Confined to the slot's
 * lock.
 */
final class RequestInHand {
  private @Nullable Ask ask;
  private boolean promised;
  private boolean cameLater;
  private @Nullable Ask owed;
  private @Nullable Failure owedFor;

  /** The instance begins to decide {@code next}. */
  void take(Ask next) {
    ask = next;
    cameLater = false;
  }

  boolean is(Ask other) {
    return ask == other;
  }

  /** The instance gave its word to answer later, if there is still a request to answer. */
  void promise() {
    promised = ask != null;
  }

  boolean isPromised() {
    return promised;
  }

  /** True when the promised answer to {@code to} is the first that came. */
  boolean came(Ask to) {
    if (ask != to || cameLater) {
      return false;
    }
    cameLater = true;
    return true;
  }

  /** Takes the request out of the hand. */
  @Nullable Ask letGo() {
    Ask was = ask;
    ask = null;
    promised = false;
    return was;
  }

  /** The request, if there is one, is owed a report of {@code failure}. */
  void owe(Failure failure) {
    Ask was = letGo();
    if (was != null) {
      owed = was;
      owedFor = failure;
    }
  }

  /** The failure that {@code other} is owed a report of; null when it is owed none. */
  @Nullable Failure owedTo(Ask other) {
    return other == owed ? Objects.requireNonNull(owedFor) : null;
  }

  @Nullable Ask owed() {
    return owed;
  }

  /** The report is made. */
  void paid() {
    owed = null;
    owedFor = null;
  }
}
