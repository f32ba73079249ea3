// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The station's CALLs: one outstanding at a time (OCPP-J part 4, 4.1.1), transaction messages in
 * order and kept over connections, everything else in order and lost with the connection.
 *
 * <p>Bounds: {@value #MAX_PLAIN} plain calls, then the newest is refused; {@value #MAX_TRANSACTION}
 * transaction messages, then the oldest meter update goes first and, when there is none, the newest
 * message.
 */
final class Outbox {
  static final int MAX_PLAIN = 64;
  static final int MAX_TRANSACTION = 1_000;

  /** What the outbox needs of its station. */
  interface Owner {
    Registration registration();

    void transmit(Frame frame);

    /** How often a transaction message is sent at most. */
    int transactionAttempts();

    /** The wait before a transaction message is sent again, times the attempts so far. */
    Duration transactionRetry();

    /** Nothing is left to be sent. */
    void drained();
  }

  private final Deque<OutgoingCall> plain = new ArrayDeque<>(2);
  private final Deque<OutgoingCall> transactions = new ArrayDeque<>(2);
  private final Owner owner;
  private final Timing timing;
  private final StationListener listener;
  private final long callTimeoutNanos;
  private final String idPrefix;
  private final Timer timeout;
  private final Timer retry;

  private @Nullable OutgoingCall outstanding;
  private @Nullable MessageId outstandingId;
  private @Nullable MessageId timedOutId;
  private boolean open;
  private long openedAtNanos;
  private long calls;
  private long nextId;

  Outbox(
      Owner owner, Timing timing, StationListener listener, Duration callTimeout, String idPrefix) {
    this.owner = owner;
    this.timing = timing;
    this.listener = listener;
    this.callTimeoutNanos = callTimeout.toNanos();
    this.idPrefix = idPrefix;
    this.timeout = new Timer(timing, this::timedOut);
    this.retry = new Timer(timing, this::pump);
  }

  /**
   * Puts a call in its queue and sends it when it can be.
   *
   * @param dueNanos when the call was due, for its latency
   */
  void add(
      Action action,
      Kind kind,
      Supplier<JsonView> payload,
      Consumer<CallOutcome> done,
      long dueNanos) {
    OutgoingCall call = new OutgoingCall(action, kind, payload, done, calls++, dueNanos);
    if (call.isTransaction()) {
      if (transactions.size() >= MAX_TRANSACTION && !dropOldestUpdate()) {
        drop(call, "transaction queue full");
        return;
      }
      transactions.addLast(call);
    } else if (!open) {
      end(call, new CallOutcome.Lost("not connected"));
      return;
    } else if (plain.size() >= MAX_PLAIN) {
      drop(call, "queue full");
      return;
    } else if (kind == Kind.FORCED) {
      plain.addFirst(call);
    } else {
      plain.addLast(call);
    }
    pump();
  }

  boolean isEmpty() {
    return outstanding == null && plain.isEmpty() && transactions.isEmpty();
  }

  int waitingTransactionMessages() {
    int queued = transactions.size();
    OutgoingCall out = outstanding;
    return out != null && out.isTransaction() ? queued + 1 : queued;
  }

  void opened() {
    open = true;
    openedAtNanos = timing.nanoTime();
  }

  void closed() {
    open = false;
    timeout.clear();
    retry.clear();
    OutgoingCall out = outstanding;
    outstanding = null;
    outstandingId = null;
    timedOutId = null;
    if (out != null && out.isTransaction()) {
      transactions.addFirst(out);
    } else if (out != null) {
      end(out, new CallOutcome.Lost("connection lost"));
    }
    while (!plain.isEmpty()) {
      end(plain.removeFirst(), new CallOutcome.Lost("connection lost"));
    }
  }

  /** Ends everything, for a station that is taken away. */
  void discard() {
    closed();
    timeout.discard();
    retry.discard();
    while (!transactions.isEmpty()) {
      end(transactions.removeFirst(), new CallOutcome.Lost("station taken away"));
    }
  }

  /** Sends the next call if one may go. */
  void pump() {
    if (!open || outstanding != null) {
      return;
    }
    OutgoingCall next = next();
    if (next == null) {
      if (isEmpty()) {
        owner.drained();
      }
      return;
    }
    // Time spent offline is the station's, not the answering side's.
    next.dueNanos = Math.max(next.dueNanos, openedAtNanos);
    MessageId id = new MessageId(idPrefix + Long.toString(nextId++, Character.MAX_RADIX));
    outstanding = next;
    outstandingId = id;
    timeout.set(callTimeoutNanos);
    owner.transmit(new Frame.Call(id, next.action, next.payload.get()));
  }

  /** The action that {@code id} answers, or null when it answers nothing. */
  @Nullable Action answers(MessageId id) {
    OutgoingCall out = outstanding;
    return out != null && id.equals(outstandingId) ? out.action : null;
  }

  /** True when {@code id} was given up a moment ago: a late answer is no fault. */
  boolean isLate(MessageId id) {
    return id.equals(timedOutId);
  }

  /** The answer to the outstanding call. */
  void answered(CallOutcome outcome) {
    OutgoingCall out = outstanding;
    if (out == null) {
      return;
    }
    release();
    if (outcome instanceof CallOutcome.Refused && out.isTransaction()) {
      tryAgain(out, outcome);
    } else {
      end(out, outcome);
    }
    pump();
  }

  private void timedOut() {
    OutgoingCall out = outstanding;
    if (out == null) {
      return;
    }
    timedOutId = outstandingId;
    release();
    if (out.isTransaction()) {
      tryAgain(out, new CallOutcome.TimedOut());
    } else {
      end(out, new CallOutcome.TimedOut());
    }
    pump();
  }

  private void release() {
    outstanding = null;
    outstandingId = null;
    timeout.clear();
  }

  private void tryAgain(OutgoingCall call, CallOutcome outcome) {
    call.attempts++;
    if (call.attempts >= owner.transactionAttempts()) {
      listener.dropped(call.action);
      end(call, outcome);
      return;
    }
    listener.repeated(call.action);
    call.notBeforeNanos = timing.nanoTime() + owner.transactionRetry().toNanos() * call.attempts;
    transactions.addFirst(call);
  }

  // The oldest that may go. Transaction messages keep their order: while the first one waits for
  // its next attempt the others wait behind it, and plain calls pass.
  private @Nullable OutgoingCall next() {
    OutgoingCall call = firstAllowed();
    OutgoingCall transaction = transactions.peekFirst();
    if (transaction != null && mayGo(transaction.kind)) {
      long wait = transaction.notBeforeNanos - timing.nanoTime();
      boolean first = call == null || (call.kind != Kind.FORCED && transaction.order < call.order);
      if (wait <= 0 && first) {
        return transactions.removeFirst();
      }
      if (wait > 0) {
        retry.set(wait);
      }
    }
    if (call != null) {
      plain.remove(call);
    }
    return call;
  }

  // A call that the registration forbids waits without standing in the way of one it allows.
  private @Nullable OutgoingCall firstAllowed() {
    for (OutgoingCall call : plain) {
      if (mayGo(call.kind)) {
        return call;
      }
    }
    return null;
  }

  private boolean mayGo(Kind kind) {
    return switch (kind) {
      case FORCED -> true;
      case ASKED_FOR ->
          owner.registration() == Registration.PENDING
              || owner.registration() == Registration.ACCEPTED;
      case PLAIN, TRANSACTION, TRANSACTION_UPDATE -> owner.registration() == Registration.ACCEPTED;
    };
  }

  private boolean dropOldestUpdate() {
    for (Iterator<OutgoingCall> all = transactions.iterator(); all.hasNext(); ) {
      OutgoingCall call = all.next();
      if (call.kind == Kind.TRANSACTION_UPDATE) {
        all.remove();
        drop(call, "transaction queue full");
        return true;
      }
    }
    return false;
  }

  private void drop(OutgoingCall call, String why) {
    listener.dropped(call.action);
    end(call, new CallOutcome.Lost(why));
  }

  private void end(OutgoingCall call, CallOutcome outcome) {
    listener.answered(call.action, outcome, timing.nanoTime() - call.dueNanos);
    call.done.accept(outcome);
  }
}
