// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a station has to plug into, as far as it told.
 *
 * @param evses their numbers (connectors under 1.6); empty when they are not known
 * @param types connector types by EVSE; an EVSE without any fits all
 */
record Sockets(Set<Integer> evses, Map<Integer, Set<String>> types) {
  static final Sockets UNKNOWN = new Sockets(Set.of(), Map.of());

  /**
   * Where at this station a token is good.
   *
   * @param status Accepted, or why it is not
   * @param evses those where it is; empty for all (C01.FR.19 to 22)
   */
  record Fit(String status, List<Integer> evses) {
    static final Fit ALL = new Fit("Accepted", List.of());
  }

  /** Whether {@code token} is good at {@code station}, at that EVSE where one is named. */
  Fit fit(Token token, String station, OptionalInt evse) {
    Set<Integer> allowed = allowed(token, station);
    boolean everywhere = allowed.contains(0);
    if (allowed.isEmpty() || (!everywhere && !evses.isEmpty() && none(allowed))) {
      return new Fit("NotAtThisLocation", List.of());
    }
    Set<Integer> good = new TreeSet<>(everywhere ? evses : allowed);
    if (!everywhere && !evses.isEmpty()) {
      good.retainAll(evses);
    }
    Set<Integer> fitting = new TreeSet<>(good);
    fitting.removeIf(number -> !isFor(token, number));
    if (!good.isEmpty() && fitting.isEmpty()) {
      return new Fit("NotAllowedTypeEVSE", List.of());
    }
    if (evse.isPresent() && !fitting.isEmpty() && !fitting.contains(evse.getAsInt())) {
      boolean known = everywhere || allowed.contains(evse.getAsInt());
      boolean listed = evses.isEmpty() || evses.contains(evse.getAsInt());
      if (!known) {
        return new Fit("NotAtThisLocation", List.of());
      }
      return listed ? new Fit("NotAllowedTypeEVSE", List.of()) : Fit.ALL;
    }
    boolean all =
        (everywhere && fitting.equals(good)) || (!evses.isEmpty() && fitting.equals(evses));
    return all ? Fit.ALL : new Fit("Accepted", new ArrayList<>(fitting));
  }

  private boolean none(Set<Integer> allowed) {
    return allowed.stream().noneMatch(evses::contains);
  }

  private boolean isFor(Token token, int evse) {
    Set<String> has = types.getOrDefault(evse, Set.of());
    return token.connectors().isEmpty()
        || has.isEmpty()
        || token.connectors().stream()
            .anyMatch(wanted -> has.stream().anyMatch(wanted::equalsIgnoreCase));
  }

  /** The EVSEs that the list names; 0 for all of them, nothing for none. */
  private static Set<Integer> allowed(Token token, String station) {
    if (token.places().isEmpty()) {
      return Set.of(0);
    }
    Set<Integer> allowed = new HashSet<>();
    token.places().stream()
        .filter(place -> place.isAt(station))
        .forEach(place -> allowed.add(place.evse()));
    return allowed;
  }
}
