// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.spi.ConsumerHandler;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a consumer wants of the log, as it said once per load.
 *
 * @param history whether it begins at the first event when it has no checkpoint
 * @param begins behind which position instead of its checkpoint
 * @param types empty for all
 */
record ConsumerWants(boolean history, OptionalLong begins, Optional<Set<String>> types) {
  static final ConsumerWants NOTHING =
      new ConsumerWants(false, OptionalLong.empty(), Optional.of(Set.of()));

  /** Asks the vendor's code, on its thread. */
  static ConsumerWants of(ConsumerHandler handler) {
    return new ConsumerWants(
        handler.wantsHistory(), handler.beginsBehind(), handler.wantedTypes().map(Set::copyOf));
  }

  boolean isNothing() {
    return types.isPresent() && types.get().isEmpty();
  }
}
