// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.time.Instant;
import java.util.List;

/**
 * What a shadow would have answered, beside what was answered.
 *
 * @param version of the candidate
 * @param same requests that both decided alike
 * @param different requests that they decided differently
 * @param skipped requests that the candidate was not asked, because it was behind or quarantined
 * @param crashes of the candidate
 * @param last of the differences, newest last; at most {@value #KEPT}
 */
public record ShadowReport(
    String handler,
    String version,
    Instant since,
    long same,
    long different,
    long skipped,
    long crashes,
    List<Difference> last) {
  /** How many differences are kept. */
  public static final int KEPT = 50;

  public ShadowReport {
    last = List.copyOf(last);
  }

  /**
   * One request with both decisions, each as {@code reply {...}}, {@code error CODE}, {@code pass}
   * or {@code failed: reason}, cut after 2,000 characters.
   */
  public record Difference(
      Instant at, String station, String messageId, String action, String live, String shadow) {}
}
