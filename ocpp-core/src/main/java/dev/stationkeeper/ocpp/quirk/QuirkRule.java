// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import java.util.Set;

/**
 * An operator's word that some stations have some quirks. A pattern is compared without regard to
 * case; {@code *} stands for any characters, the pattern {@code *} also for a value that the
 * station never sent.
 *
 * @param vendor pattern for the vendor of the BootNotification
 * @param model pattern for its model
 * @param firmware pattern for its firmware version
 */
public record QuirkRule(String vendor, String model, String firmware, Set<Quirk> quirks) {
  public QuirkRule {
    quirks = Set.copyOf(quirks);
  }

  /** True when all three patterns match; a value that was not sent is the empty text. */
  public boolean matches(String vendor, String model, String firmware) {
    return matches(this.vendor, vendor)
        && matches(this.model, model)
        && matches(this.firmware, firmware);
  }

  /** Linear in the text for each star: the texts come from strangers. */
  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equalsIgnoreCase(text);
    }
    int last = pattern.lastIndexOf('*');
    int tail = pattern.length() - last - 1;
    if (text.length() < star + tail
        || !text.regionMatches(true, 0, pattern, 0, star)
        || !text.regionMatches(true, text.length() - tail, pattern, last + 1, tail)) {
      return false;
    }
    int at = star;
    for (int from = star + 1; from <= last; ) {
      int next = pattern.indexOf('*', from);
      int length = next - from;
      while (!text.regionMatches(true, at, pattern, from, length)) {
        if (++at + length > text.length() - tail) {
          return false;
        }
      }
      at += length;
      if (at > text.length() - tail) {
        return false;
      }
      from = next + 1;
    }
    return true;
  }
}
