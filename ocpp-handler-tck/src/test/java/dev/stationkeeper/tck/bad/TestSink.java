// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.bad;

import java.util.ArrayList;
import java.util.List;

/** Where consumers of these tests deliver to: outlives them, as a broker would. Thread-safe. */
public final class TestSink {
  private static final List<Long> DELIVERED = new ArrayList<>();
  private static boolean away;

  private TestSink() {}

  /** Empty and there. */
  public static synchronized void reset() {
    DELIVERED.clear();
    away = false;
  }

  /** What has come, in order. */
  public static synchronized List<Long> delivered() {
    return List.copyOf(DELIVERED);
  }

  /** Goes or comes back. */
  public static synchronized void away(boolean goes) {
    away = goes;
  }

  static synchronized boolean isAway() {
    return away;
  }

  static synchronized void put(long position) {
    DELIVERED.add(position);
  }
}
