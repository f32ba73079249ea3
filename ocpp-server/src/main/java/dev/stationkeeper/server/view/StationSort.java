// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The order of a list of stations; stations that are the same in it are in the order of their ids.
 *
 * @param descending true for the greatest first
 */
public record StationSort(Key key, boolean descending) {
  /** By id, as the list is without a wish. */
  public static final StationSort BY_ID = new StationSort(Key.ID, false);

  /** What stations can be ordered by. What is not known counts as empty. */
  public enum Key {
    /** The id, by its characters' codes. */
    ID("id", "id"),
    /** The label, whatever its case. */
    LABEL("label", "by_label"),
    /** Vendor and model, whatever their case. */
    MODEL("model", "by_model"),
    /** The firmware, whatever its case; 1.10 comes before 1.9. */
    FIRMWARE("firmware", "by_firmware"),
    /** The OCPP version. */
    VERSION("version", "by_version"),
    /** The last event of the station on record; a heartbeat is none. */
    LAST_SEEN("lastSeen", "by_seen");

    private final String wireName;
    private final String column;

    Key(String wireName, String column) {
      this.wireName = wireName;
      this.column = column;
    }

    /** As requests spell it. */
    public String wireName() {
      return wireName;
    }

    String column() {
      return column;
    }
  }

  /** The order that {@code text} names, downwards with a minus in front; empty for another word. */
  public static Optional<StationSort> parse(String text) {
    boolean descending = text.startsWith("-");
    String name = descending ? text.substring(1) : text;
    return Arrays.stream(Key.values())
        .filter(key -> key.wireName.equals(name))
        .map(key -> new StationSort(key, descending))
        .findFirst();
  }

  /** What {@link #parse} knows. */
  public static List<String> names() {
    return Arrays.stream(Key.values()).map(Key::wireName).toList();
  }
}
