// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import java.util.Optional;

/**
 * An event to try a consumer with.
 *
 * @param station whose; empty for one of the server's own
 * @param type as in the catalogue of events
 * @param payload a JSON object
 */
public record TckEvent(Optional<String> station, String type, String payload) {
  /** A fact of a station's. */
  public static TckEvent of(String station, String type, String payload) {
    return new TckEvent(Optional.of(station), type, payload);
  }

  /** One of the server's own. */
  public static TckEvent own(String type, String payload) {
    return new TckEvent(Optional.empty(), type, payload);
  }

  /**
   * Puts it into the log.
   *
   * @return its position
   */
  long in(FakeLog log) {
    return station.isPresent()
        ? log.append(station.get(), type, payload)
        : log.appendOwn(type, payload);
  }

  @Override
  public String toString() {
    return type + station.map(id -> " of " + id).orElse(" of the server");
  }
}
