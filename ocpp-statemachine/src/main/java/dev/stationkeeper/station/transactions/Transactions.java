// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.ConnectorId;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.Ledger;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.StationEvent.TransactionCorrected;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.util.List;

/** What 1.6 and 2.x transactions have in common: one ledger, and findings where it does not fit. */
public final class Transactions {
  static final String SUPERSEDED = "superseded";
  static final String ORPHAN = "orphan";
  static final String NO_END = "noEnd";
  static final String GAP = "gap";
  static final String TOO_MANY_OPEN = "tooManyOpen";

  private static final String AVAILABLE = "Available";

  private Transactions() {}

  /** Records a begin; the transactions that it leaves without an end are flagged, not ended. */
  static void begin(Turn turn, TransactionStarted started) {
    makeRoom(turn, started.transactionId());
    turn.record(started);
    for (Transaction other : turn.state().transactions().open()) {
      if (isSuperseded(other, started)) {
        flag(turn, other, SUPERSEDED, "Transaction " + started.transactionId() + " began there");
      }
    }
  }

  private static boolean isSuperseded(Transaction other, TransactionStarted started) {
    boolean samePlace =
        started.evse() == null
            ? other.isAt(null, started.connector())
            : started.evse().equals(other.evse());
    return samePlace
        && !other.id().equals(started.transactionId())
        && other.startedAt() != null
        && other.startedAt().isBefore(started.at());
  }

  /** Call before an event that opens {@code transactionId}: the ledger holds only so many. */
  static void makeRoom(Turn turn, String transactionId) {
    List<Transaction> open = turn.state().transactions().open();
    if (open.size() >= Ledger.MAX_OPEN
        && turn.state().transactions().find(transactionId).isEmpty()) {
      flag(turn, open.getFirst(), TOO_MANY_OPEN, "No longer watched");
    }
  }

  /**
   * The station has restarted during the transaction, and now its connector is free: the end is
   * missing. It may still come, with its own time.
   */
  public static void connectorReported(Turn turn, ConnectorId connector, String status) {
    if (!status.equals(AVAILABLE)) {
      return;
    }
    for (Transaction open : turn.state().transactions().open()) {
      if (open.rebooted() && isAt(open, connector)) {
        flag(turn, open, NO_END, "The station restarted and connector " + connector + " is free");
      }
    }
  }

  /** A 2.x transaction may have named its EVSE only. */
  private static boolean isAt(Transaction open, ConnectorId connector) {
    return open.isAt(connector.evse(), connector.connector())
        || (connector.evse() != null && open.isAt(connector.evse(), null));
  }

  /** A correction of what we know; the ledger has to know of the transaction. */
  public static void putRight(Turn turn, Input.TransactionPutRight right) {
    if (turn.state().transactions().find(right.transactionId()).isEmpty()) {
      turn.count("correction_of_unknown_transaction");
      return;
    }
    turn.record(
        new TransactionCorrected(
            right.transactionId(), right.endedAt(), right.meterStop(), right.reason(), right.by()));
  }

  /**
   * The station was asked how a transaction stands (E14). That it runs no more, or that no message
   * of it waits, tells what will never come.
   */
  static void status(Turn turn, Occasion.CommandEnded ended) {
    JsonView status = ended.response();
    boolean over = status.bool("ongoingIndicator").map(ongoing -> !ongoing).orElse(false);
    boolean waiting = status.bool("messagesInQueue").orElse(true);
    ended
        .command()
        .payload()
        .string("transactionId")
        .flatMap(turn.state().transactions()::find)
        .filter(_ -> !waiting)
        .ifPresent(
            transaction -> {
              if (over && transaction.isOpen()) {
                flag(turn, transaction, NO_END, "The station says that it is over");
              }
              if (!transaction.seqNos().gaps().isEmpty()) {
                flag(turn, transaction, GAP, "Messages are missing and none waits");
              }
            });
  }

  static void flag(Turn turn, Transaction transaction, String finding, String detail) {
    if (!transaction.findings().contains(finding)) {
      turn.record(new TransactionFlagged(transaction.id(), finding, detail));
    }
  }
}
