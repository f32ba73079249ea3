// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a token is good: stations by their id, {@code *} for any characters, and one EVSE of theirs
 * (the connector under 1.6), or all.
 *
 * @param evse from 1; 0 for all
 */
record Place(String station, int evse) {
  private static final Pattern FORM = Pattern.compile("([^/;\\s]{1,48})(?:/([1-9]\\d{0,2}))?");

  /** {@code STATION} or {@code STATION/EVSE}; empty when the text is neither. */
  static Optional<Place> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Place(
                matcher.group(1),
                matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Without a regular expression of the operator's: it takes no more than length times length. */
  boolean isAt(String id) {
    int star = -1;
    int mark = 0;
    int p = 0;
    int i = 0;
    while (i < id.length()) {
      if (p < station.length() && station.charAt(p) == '*') {
        star = p++;
        mark = i;
      } else if (p < station.length() && station.charAt(p) == id.charAt(i)) {
        p++;
        i++;
      } else if (star >= 0) {
        p = star + 1;
        i = ++mark;
      } else {
        return false;
      }
    }
    while (p < station.length() && station.charAt(p) == '*') {
      p++;
    }
    return p == station.length();
  }
}
