// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

import java.time.Duration;

/** What became of the credentials of a request. */
public sealed interface Login {
  /** They are good. */
  record Granted(Principal principal) implements Login {}

  /** There are none, or they are wrong; {@code reason} is for people and tells no secret. */
  record Denied(String reason) implements Login {}

  /** There were too many wrong ones; the password was not looked at. */
  record Throttled(Duration retryAfter) implements Login {}
}
