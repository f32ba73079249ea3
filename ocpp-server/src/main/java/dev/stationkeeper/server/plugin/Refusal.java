// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

/**
 * A plugin or one of its handlers is not used.
 *
 * @param origin file or folder name in the plugins directory, or {@code class path}
 * @param reason a clause that its vendor or an operator can act on
 */
public record Refusal(String origin, String reason) {
  /** One sentence for the log. */
  @Override
  public String toString() {
    return origin + " is skipped: " + reason;
  }
}
