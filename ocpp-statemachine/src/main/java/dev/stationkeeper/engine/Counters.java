// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

/**
 * Where the engine and the gateway count what deserves no event. The names are a fixed set in
 * snake_case, never built from input. Thread-safe; must neither block nor throw.
 */
@FunctionalInterface
public interface Counters {
  /** Counts nothing. */
  Counters NONE = what -> {};

  /** Adds one to the counter {@code what}. */
  void count(String what);

  /** Adds {@code times}, of which there are few, to the counter {@code what}. */
  default void count(String what, long times) {
    for (long i = 0; i < times; i++) {
      count(what);
    }
  }
}
