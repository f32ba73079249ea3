// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.time.Duration;

/** What became of a login that wants a session. */
public sealed interface SessionLogin {
  /** It has begun. */
  record Opened(Session session) implements SessionLogin {}

  /** User and password do not match. */
  record Denied(String reason) implements SessionLogin {}

  /** There were too many wrong ones; the password was not looked at. */
  record Throttled(Duration retryAfter) implements SessionLogin {}
}
