// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Stations;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.gateway.Doorman.Guest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets by station and connection number. Tells the engines' side of opens and closes,
 * each exactly once and in this order. Thread-safe.
 */
final class Registry {
  private static final int STRIPES = 64;

  private record Key(StationId station, long connection) {}

  private final Stations stations;
  private final Map<Key, StationSocket> byKey = new ConcurrentHashMap<>();
  private final Map<StationSocket, Key> bySocket = new ConcurrentHashMap<>();
  private final List<Lock> stripes =
      IntStream.range(0, STRIPES).<Lock>mapToObj(i -> new ReentrantLock()).toList();

  Registry(Stations stations) {
    this.stations = stations;
  }

  /**
   * Enters a socket. The number is handed out and entered under the station's lock: an answer to
   * what the engine makes of it can be quicker than this thread, and then waits in {@link #find}.
   */
  void open(StationSocket socket, Guest guest) {
    Lock stripe = stripe(guest.station());
    stripe.lock();
    try {
      long number =
          stations.opened(
              guest.station(), guest.version(), guest.remoteAddress(), guest.securityProfile());
      Key key = new Key(guest.station(), number);
      byKey.put(key, socket);
      bySocket.put(socket, key);
    } finally {
      stripe.unlock();
    }
  }

  void received(StationSocket socket, String text) {
    Key key = bySocket.get(socket);
    if (key != null) {
      stations.received(key.station(), key.connection(), text);
    }
  }

  /** Takes a socket out; nothing happens when it is not in. */
  void closed(StationSocket socket, int code, String reason) {
    Key key = bySocket.remove(socket);
    if (key != null) {
      byKey.remove(key);
      stations.closed(key.station(), key.connection(), code, reason);
    }
  }

  @Nullable StationSocket find(StationId station, long connection) {
    Key key = new Key(station, connection);
    StationSocket socket = byKey.get(key);
    if (socket != null) {
      return socket;
    }
    Lock stripe = stripe(station);
    stripe.lock();
    try {
      return byKey.get(key);
    } finally {
      stripe.unlock();
    }
  }

  Collection<StationSocket> all() {
    return List.copyOf(bySocket.keySet());
  }

  int size() {
    return bySocket.size();
  }

  private Lock stripe(StationId station) {
    return stripes.get(Math.floorMod(station.hashCode(), STRIPES));
  }
}
