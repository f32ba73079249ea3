// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be well for the server to be ready, or to live.
 *
 * @param name for example {@code log}
 * @param problem a sentence when it is not well; asked with every request, so cheap
 * @param needed false when the server can do its work without: it is then degraded and not failing
 */
public record ReadyCheck(String name, Supplier<Optional<String>> problem, boolean needed) {
  /** Something without which the server is not ready. */
  public ReadyCheck(String name, Supplier<Optional<String>> problem) {
    this(name, problem, true);
  }
}
