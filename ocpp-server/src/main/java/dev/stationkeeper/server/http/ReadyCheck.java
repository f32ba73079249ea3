// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be well for the server to be ready, or that an operator should look at.
 *
 * @param name for example {@code log}
 * @param problem a sentence when it is not well; asked with every request, so cheap
 * @param needed false when the server does its work all the same
 */
public record ReadyCheck(String name, Supplier<Optional<String>> problem, boolean needed) {
  /** Of something without which the server is not ready. */
  public ReadyCheck(String name, Supplier<Optional<String>> problem) {
    this(name, problem, true);
  }
}
