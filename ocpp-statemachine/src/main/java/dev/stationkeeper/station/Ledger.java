// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionCorrected;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The transactions of a station, 1.6 and 2.x alike. Small on purpose: all of history is in the log
 * and in the read models.
 *
 * @param open oldest first, at most {@link #MAX_OPEN}; one more, and the oldest is no longer
 *     watched
 * @param closed in the order of their end, the last {@link #MAX_CLOSED}: a station may repeat their
 *     messages
 */
public record Ledger(List<Transaction> open, List<Transaction> closed) {
  /** Open transactions watched; no station has so many EVSEs. */
  public static final int MAX_OPEN = 64;

  /** Closed transactions remembered. */
  public static final int MAX_CLOSED = 32;

  static final Ledger EMPTY = new Ledger(List.of(), List.of());

  public Ledger {
    open = List.copyOf(open);
    closed = List.copyOf(closed);
  }

  /** The transaction with that id, open or among the last closed. */
  public Optional<Transaction> find(String transactionId) {
    Optional<Transaction> among = in(open, transactionId);
    return among.isPresent() ? among : in(closed, transactionId);
  }

  /** A loop and no stream: each message of a transaction comes by here several times. */
  private static Optional<Transaction> in(List<Transaction> some, String id) {
    for (Transaction known : some) {
      if (known.id().equals(id)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** The open ones, then the last closed. */
  public Stream<Transaction> all() {
    return Stream.concat(open.stream(), closed.stream());
  }

  Ledger after(TransactionStarted event) {
    return with(
        event.transactionId(),
        draft ->
            draft
                .place(event.evse(), event.connector())
                .token(event.idToken())
                .authorization(event.authorization())
                .started(event.at(), event.meterStart())
                .chargingState(event.chargingState())
                .seqNo(event.seqNo()));
  }

  Ledger after(TransactionUpdated event) {
    return with(
        event.transactionId(),
        draft ->
            draft
                .heard()
                .place(event.evse(), event.connector())
                .token(event.idToken())
                .authorization(event.authorization())
                .news(event.chargingState(), event.seqNo()));
  }

  Ledger after(TransactionEnded event) {
    return with(
        event.transactionId(),
        draft -> draft.ended(event.at(), event.meterStop()).seqNo(event.seqNo()));
  }

  Ledger after(TransactionCorrected event) {
    return ifKnown(
        event.transactionId(), draft -> draft.corrected(event.endedAt(), event.meterStop()));
  }

  Ledger after(TransactionAuthorized event) {
    return ifKnown(event.transactionId(), draft -> draft.judged(event.idToken(), event.status()));
  }

  Ledger after(TransactionFlagged event) {
    return ifKnown(event.transactionId(), draft -> draft.finding(event.finding()));
  }

  Ledger after(CallAnswered event) {
    JsonView response = event.response();
    if (event.error() != null || response.text().length() > AnsweredCalls.LONGEST) {
      return this;
    }
    return switch (event.action()) {
      case "StartTransaction" ->
          remember(Read.text(response, "transactionId"), Transaction.START, response);
      case "TransactionEvent" ->
          // The evidence is what was sent, which may be a number for a text or the reverse.
          remember(
              Read.scalar(event.request(), "transactionInfo", "transactionId"),
              Read.scalar(event.request(), "seqNo"),
              response);
      default -> this;
    };
  }

  private Ledger remember(String transactionId, String key, JsonView response) {
    return ifKnown(transactionId, draft -> draft.answered(key, response));
  }

  /** A restart ends no transaction (BOOT-06); it only makes an open one doubtful. */
  Ledger afterReboot() {
    return new Ledger(
        open.stream().map(t -> new TransactionDraft(t).rebooted().done()).toList(), closed);
  }

  private Ledger ifKnown(String id, UnaryOperator<TransactionDraft> change) {
    Optional<Transaction> known = find(id);
    return known.isPresent() ? with(id, known, change) : this;
  }

  private Ledger with(String id, UnaryOperator<TransactionDraft> change) {
    return with(id, find(id), change);
  }

  private Ledger with(
      String id, Optional<Transaction> known, UnaryOperator<TransactionDraft> change) {
    Transaction next =
        change
            .apply(known.map(TransactionDraft::new).orElseGet(() -> new TransactionDraft(id)))
            .done();
    boolean wasClosed = known.isPresent() && !known.get().isOpen();
    if (next.isOpen()) {
      return new Ledger(last(replaced(open, next), MAX_OPEN), closed);
    }
    List<Transaction> stillOpen = new ArrayList<>(open);
    stillOpen.removeIf(t -> t.id().equals(id));
    return new Ledger(
        stillOpen, last(wasClosed ? replaced(closed, next) : appended(closed, next), MAX_CLOSED));
  }

  private static List<Transaction> replaced(List<Transaction> in, Transaction next) {
    List<Transaction> changed = new ArrayList<>(in);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).id().equals(next.id())) {
        changed.set(i, next);
        return changed;
      }
    }
    changed.add(next);
    return changed;
  }

  private static List<Transaction> appended(List<Transaction> to, Transaction next) {
    List<Transaction> more = new ArrayList<>(to);
    more.add(next);
    return more;
  }

  private static List<Transaction> last(List<Transaction> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }
}
