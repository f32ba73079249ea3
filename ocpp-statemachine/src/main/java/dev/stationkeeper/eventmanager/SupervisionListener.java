// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

/** Is told what supervision did: in order for one slot, from any thread. Must not block. */
@FunctionalInterface
public interface SupervisionListener {
  void on(SupervisionEvent event);
}
