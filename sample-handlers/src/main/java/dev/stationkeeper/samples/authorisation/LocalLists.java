// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the local lists of stations out of the operator's list. Stations at which the same tokens
 * are good share one object. Thread-safe.
 *
 * @param longest entries of a list; 0 when stations get none
 */
record LocalLists(Supplier<Tokens> tokens, @Nullable String masterGroup, int longest, Cache cache) {
  LocalLists(Supplier<Tokens> tokens, @Nullable String masterGroup, int longest) {
    this(tokens, masterGroup, longest, new Cache());
  }

  boolean isWanted() {
    return longest > 0;
  }

  /**
   * The list of a station.
   *
   * @param most entries that the station told it can keep
   */
  LocalList of(String station, OcppVersion version, int most) {
    Tokens now = tokens.get();
    boolean is16 = version.equals(OcppVersion.V1_6);
    Map<String, String> entries = new LinkedHashMap<>();
    int left = 0;
    for (Token token : now.all()) {
      Sockets.Fit fit = Sockets.UNKNOWN.fit(token, station, OptionalInt.empty());
      if (!token.local()
          || !fit.status().equals("Accepted")
          || (is16 && !LocalEntry.fits16(token))) {
        continue;
      }
      if (masterGroup != null && masterGroup.equalsIgnoreCase(token.group()) && is16) {
        continue; // 1.6 knows no master pass: offline it would begin a transaction
      }
      if (entries.size() >= Math.min(most, longest)) {
        left++;
        continue;
      }
      entries.put(
          LocalEntry.key(token, is16), LocalEntry.of(token, now.group(token), fit, is16).text());
    }
    return cache.shared(now, new LocalList(entries, is16, left));
  }

  /** One object for equal lists of one import; those of older imports go with them. */
  static final class Cache {
    private static final int MOST = 1_000;

    private @Nullable Tokens of;
    private final Map<LocalList, LocalList> lists = new LinkedHashMap<>();

    synchronized LocalList shared(Tokens tokens, LocalList list) {
      if (of != tokens) {
        of = tokens;
        lists.clear();
      }
      LocalList same = lists.get(list);
      if (same == null && lists.size() < MOST) {
        lists.put(list, list);
      }
      return same == null ? list : same;
    }
  }
}
