// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts open connections, all and per remote address. Holds no address without one. Thread-safe.
 */
final class AddressLimit {
  private final int most;
  private final int perAddress;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  /** Why there is no room. */
  enum Room {
    THERE,
    NONE,
    NONE_FOR_THIS_ADDRESS
  }

  AddressLimit(int most, int perAddress) {
    this.most = most;
    this.perAddress = perAddress;
  }

  /** Counts one more when there is room for it. */
  Room enter(InetAddress address) {
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      return Room.NONE;
    }
    int[] before = {0};
    open.compute(
        address,
        (a, n) -> {
          before[0] = n == null ? 0 : n;
          return before[0] < perAddress ? Integer.valueOf(before[0] + 1) : n;
        });
    if (before[0] < perAddress) {
      return Room.THERE;
    }
    all.decrementAndGet();
    return Room.NONE_FOR_THIS_ADDRESS;
  }

  void leave(InetAddress address) {
    all.decrementAndGet();
    open.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
  }
}
