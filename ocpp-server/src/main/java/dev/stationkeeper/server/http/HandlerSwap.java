// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.HandlerId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds the newest load of a handler and replaces the one that serves. Thread-safe. */
@FunctionalInterface
public interface HandlerSwap {
  /**
   * Begins a swap.
   *
   * @param by who wants it, for the record
   * @return the reason when it was rolled back; empty when the new load serves; fails when there is
   *     nothing to swap to
   */
  CompletionStage<Optional<String>> begin(HandlerId handler, String by);
}
