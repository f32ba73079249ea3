// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.ocpp.StationId;
import java.util.zip.CRC32;

/**
 * A share of all stations, the same ones whenever it is asked and on every node; a larger share
 * holds all of a smaller one.
 *
 * @param percent of the stations, 1 to 99
 */
record Share(int percent) {
  Share {
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException("A canary takes 1 to 99 percent of the stations");
    }
  }

  boolean holds(StationId station) {
    CRC32 hash = new CRC32();
    hash.update(station.value().getBytes(UTF_8));
    return hash.getValue() % 100 < percent;
  }
}
