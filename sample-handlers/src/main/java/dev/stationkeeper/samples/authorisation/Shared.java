// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the stations of a load share. Thread-safe. */
final class Shared {
  /** Stations do not all get their lists in the same second. */
  private static final int SPREAD_SECONDS = 10;

  private final AtomicReference<Tokens> tokens = new AtomicReference<>(Tokens.NONE);
  private final InUse inUse = new InUse();
  private final Map<String, StationAuthorisation> stations = new ConcurrentHashMap<>();
  private final boolean refuseUnknown;
  private final @Nullable String masterGroup;
  private final LocalLists lists;

  /**
   * @param longest entries of a local list; 0 when stations get none
   */
  Shared(boolean refuseUnknown, @Nullable String masterGroup, int longest) {
    this.refuseUnknown = refuseUnknown;
    this.masterGroup = masterGroup;
    this.lists = new LocalLists(tokens::get, masterGroup, longest);
  }

  /** The list in force. Whoever looks once sees one list whole. */
  Tokens tokens() {
    return tokens.get();
  }

  InUse inUse() {
    return inUse;
  }

  LocalLists lists() {
    return lists;
  }

  boolean refuseUnknown() {
    return refuseUnknown;
  }

  Judge judge(Tokens by) {
    return new Judge(by, inUse, masterGroup);
  }

  void opened(StationAuthorisation station) {
    stations.put(station.id(), station);
  }

  void closed(StationAuthorisation station) {
    stations.remove(station.id(), station);
  }

  /** Another list is in force from now on, for every question that is asked after this. */
  void replace(Tokens next) {
    tokens.set(next);
    stations
        .values()
        .forEach(
            station ->
                station.listChanged(
                    Duration.ofSeconds(Math.floorMod(station.id().hashCode(), SPREAD_SECONDS))));
  }
}
