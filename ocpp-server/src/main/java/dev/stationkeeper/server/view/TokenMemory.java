// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Tokens that were looked for lately, found or not: every authorisation looks for one, and would
 * have the file's statement parsed and run for it. Forgotten whole whenever a token changes. Full,
 * the one that was remembered first makes room. Thread-safe.
 */
public final class TokenMemory {
  /** So many are remembered. */
  static final int MOST = 20_000;

  private final LongAdder remembered = new LongAdder();
  private final LongAdder read = new LongAdder();

  // Guarded by this.
  private final Map<String, Optional<TokenRow>> known = new LinkedHashMap<>();
  private long age;

  TokenMemory() {}

  /** The token, as it is remembered or else as {@code table} has it. */
  Optional<TokenRow> find(String folded, Function<String, Optional<TokenRow>> table) {
    long before;
    synchronized (this) {
      Optional<TokenRow> found = known.get(folded);
      if (found != null) {
        remembered.increment();
        return found;
      }
      before = age;
    }
    read.increment();
    Optional<TokenRow> found = table.apply(folded);
    remember(folded, found, before);
    return found;
  }

  private synchronized void remember(String folded, Optional<TokenRow> found, long before) {
    if (age != before) {
      return; // tokens have changed since: what was read may be what was there before
    }
    if (known.size() >= MOST) {
      known.remove(known.keySet().iterator().next());
    }
    known.put(folded, found);
  }

  /** A change of tokens can be read from now on. */
  synchronized void forget() {
    age++;
    known.clear();
  }

  /** How often a token was found here. */
  public long remembered() {
    return remembered.sum();
  }

  /** How often the table was read. */
  public long read() {
    return read.sum();
  }
}
