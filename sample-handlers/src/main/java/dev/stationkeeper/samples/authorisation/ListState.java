// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.spi.Snapshot;

/** Which list a station confirmed last; outlives the object, the load and the server. */
record ListState(int version, String fingerprint) {
  private static final int SCHEMA = 1;

  /**
   * Reads what {@link #snapshot} wrote.
   *
   * @throws IllegalArgumentException when it is of another format
   */
  static ListState of(Snapshot snapshot) {
    String[] parts = snapshot.text().split(" ", -1);
    if (snapshot.schema() != SCHEMA || parts.length != 2) {
      throw new IllegalArgumentException(
          "State of format " + snapshot.schema() + ", not " + SCHEMA);
    }
    return new ListState(Integer.parseInt(parts[0]), parts[1]);
  }

  Snapshot snapshot() {
    return Snapshot.of(SCHEMA, version + " " + fingerprint);
  }
}
