// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts open connections per remote address. Holds no address without one. Thread-safe. */
final class AddressLimit {
  private final int limit;
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  AddressLimit(int limit) {
    this.limit = limit;
  }

  /** Counts one more; false, and not counted, when the address has its share. */
  boolean enter(InetAddress address) {
    int[] before = {0};
    open.compute(
        address,
        (a, n) -> {
          before[0] = n == null ? 0 : n;
          return before[0] < limit ? Integer.valueOf(before[0] + 1) : n;
        });
    return before[0] < limit;
  }

  void leave(InetAddress address) {
    open.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
  }
}
