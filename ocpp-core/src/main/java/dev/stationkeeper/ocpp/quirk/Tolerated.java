// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.quirk;

import dev.stationkeeper.ocpp.Decoded;
import java.util.List;

/**
 * What became of a payload, and which quirks it needed on the way.
 *
 * @param uses in the order of the faults, for counters; also those before the fault that ended it
 */
public record Tolerated<T>(Decoded<T> decoded, List<QuirkUse> uses) {
  public Tolerated {
    uses = List.copyOf(uses);
  }
}
