// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Actions that stations may send, by their names; each exists in some version. */
public record ActionNames(Set<String> names) {
  /** Without it no station is ever let in. */
  private static final String NEEDED = "BootNotification";

  public ActionNames {
    names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /**
   * The actions of a list with commas between.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static ActionNames parse(String text) {
    Set<String> names = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (name.isEmpty()) {
        continue;
      }
      if (OcppVersion.all().stream().noneMatch(version -> isOfStations(version, name))) {
        throw new IllegalArgumentException("no version lets a station send \"" + name + "\"");
      }
      if (name.equals(NEEDED)) {
        throw new IllegalArgumentException("without " + NEEDED + " no station is let in");
      }
      names.add(name);
    }
    return new ActionNames(names);
  }

  private static boolean isOfStations(OcppVersion version, String name) {
    return MessageCatalogue.of(version)
        .request(Action.of(name))
        .filter(type -> type.direction().fromStation())
        .isPresent();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return String.join(",", names);
  }
}
