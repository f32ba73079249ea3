// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where stations connect from. One address has some 28,000 free ports towards one server; loopback
 * has 16 million addresses.
 */
final class SourceAddresses {
  private static final int STATIONS_PER_ADDRESS = 20_000;

  private SourceAddresses() {}

  /** The addresses to take in turn; empty leaves it to the system. */
  static List<InetAddress> of(SimulateOptions options) {
    if (!options.sourceAddresses().isEmpty() || options.stations() <= STATIONS_PER_ADDRESS) {
      return options.sourceAddresses();
    }
    try {
      InetAddress target = InetAddress.getByName(options.url().getHost());
      if (!target.isLoopbackAddress() || target.getAddress().length != 4) {
        return List.of();
      }
      List<InetAddress> addresses = new ArrayList<>();
      int count = (options.stations() + STATIONS_PER_ADDRESS - 1) / STATIONS_PER_ADDRESS;
      for (int i = 0; i < count; i++) {
        addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (i + 1)}));
      }
      return addresses;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No such host: " + options.url().getHost(), e);
    }
  }
}
