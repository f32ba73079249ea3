// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The open sockets of one station and the numbers they carry. Thread-safe. */
final class Sockets {
  // Guarded by this. More than one only while an older socket is being replaced.
  private final TreeMap<Long, OcppVersion> open = new TreeMap<>();
  private long last;
  private volatile @Nullable Instant lastSeen;

  /** {@code last} is the highest number that the station's log has seen. */
  Sockets(long last) {
    this.last = last;
  }

  synchronized long add(OcppVersion version, Instant now) {
    last++;
    open.put(last, version);
    lastSeen = now;
    return last;
  }

  /** The version of an open socket, null when it is closed; notes that it spoke. */
  synchronized @Nullable OcppVersion heard(long connection, Instant now) {
    OcppVersion version = open.get(connection);
    if (version != null) {
      lastSeen = now;
    }
    return version;
  }

  synchronized boolean remove(long connection) {
    return open.remove(connection) != null;
  }

  synchronized List<Long> numbers() {
    return List.copyOf(open.keySet());
  }

  synchronized long last() {
    return last;
  }

  /** The version of the newest open socket, null when there is none. */
  synchronized @Nullable OcppVersion version() {
    return open.isEmpty() ? null : open.lastEntry().getValue();
  }

  @Nullable Instant lastSeen() {
    return lastSeen;
  }
}
