// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A CALL on its way through the {@link Outbox}. */
final class OutgoingCall {
  /** What the outbox may do with a call. */
  enum Kind {
    /** Allowed whatever the registration: BootNotification, or a call that a test forces. */
    FORCED,
    /** Allowed while Pending because the CSMS asked for it (reports, triggered messages). */
    ASKED_FOR,
    /** Needs an accepted station; lost with the connection. */
    PLAIN,
    /** Needs an accepted station; kept over connections and tried again (1.6 3.7, 2.x E04). */
    TRANSACTION,
    /** As TRANSACTION, but the first to go when the queue is full (2.x E04.FR.07). */
    TRANSACTION_UPDATE
  }

  final Action action;
  final Kind kind;
  // Built when it is sent: a 1.6 StopTransaction learns its transactionId from an earlier answer.
  final Supplier<JsonView> payload;
  final Consumer<CallOutcome> done;
  final long order;
  long dueNanos;
  long notBeforeNanos;
  int attempts;

  OutgoingCall(
      Action action,
      Kind kind,
      Supplier<JsonView> payload,
      Consumer<CallOutcome> done,
      long order,
      long dueNanos) {
    this.action = action;
    this.kind = kind;
    this.payload = payload;
    this.done = done;
    this.order = order;
    this.dueNanos = dueNanos;
    this.notBeforeNanos = dueNanos;
  }

  boolean isTransaction() {
    return kind == Kind.TRANSACTION || kind == Kind.TRANSACTION_UPDATE;
  }
}
