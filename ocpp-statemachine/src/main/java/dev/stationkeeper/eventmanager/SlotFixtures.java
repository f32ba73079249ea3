// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;

/**
 * What stays in a slot whichever instance is in it, for the parts of the slot to share. The methods
 * want the slot's lock held.
 *
 * @param lock the slot's; guards calls, mailbox and inHand
 * @param vendor what runs on the plugin's thread
 * @param outbox what is told without the lock; filled with the slot's lock held
 */
record SlotFixtures(
    HandlerSlot slot,
    Object lock,
    Supervision supervision,
    VendorSide vendor,
    SlotCalls calls,
    Mailbox mailbox,
    RequestInHand inHand,
    Outbox outbox) {
  StationId station() {
    return slot.station();
  }

  HandlerId id() {
    return slot.id();
  }

  SupervisionPolicy policy() {
    return supervision.policy();
  }

  /** Tells the listener, once the lock is free. */
  void tell(SupervisionEvent event) {
    outbox.add(() -> supervision.listener().on(event));
  }

  /** Answers {@code ask}, once the lock is free. */
  void answer(Ask ask, Ask.Fate fate, Outcome outcome) {
    outbox.add(
        () -> {
          if (!ask.complete(fate, outcome)) {
            synchronized (lock) {
              calls.countLate();
            }
          }
        });
  }

  /** Lets the requests that wait go on to the next responder, once the lock is free. */
  void release() {
    for (Ask ask : mailbox.releaseAsks()) {
      outbox.add(ask::next);
    }
  }
}
