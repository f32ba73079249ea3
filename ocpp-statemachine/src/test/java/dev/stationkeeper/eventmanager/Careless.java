// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.concurrent.atomic.AtomicReference;

/** What somebody might write in place of a compare-and-set. */
final class Careless {
  private Careless() {}

  static boolean lookAndSet(AtomicReference<Object> reference, Object expected, Object next) {
    if (!reference.get().equals(expected)) {
      return false;
    }
    reference.set(next);
    return true;
  }
}
