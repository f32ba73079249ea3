// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Ledger;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;
import dev.stationkeeper.station.authorization.Authorization;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 1.6 Core: Start Transaction, Stop Transaction, Meter Values (T16-03 … T16-19). Facts are recorded
 * when they come; the decision on the token is a later fact. So a decision that fails, or comes too
 * late, loses nothing, and a repetition finds its transaction.
 */
final class Transactions16 {
  private static final String LOCAL = "Local";

  private Transactions16() {}

  /** A transaction has begun; who repeats it gets the same number (T16-05). */
  static final class StartTransaction implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      Optional<Transaction> known = find(turn, call);
      Optional<JsonView> answer = known.flatMap(t -> t.answerTo(Transaction.START));
      if (answer.isPresent()) {
        turn.count("transaction_repeated");
        turn.reply(call, answer.get());
        return Outcome.ANSWERED;
      }
      if (known.isEmpty()) {
        Transactions.begin(turn, read(Integer.toString(turn.ids().transactionId()), call));
      }
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(Authorization.idTagInfo(Authorization.INVALID));
    }

    /** The number is always ours, whatever the decider wrote. */
    @Override
    public JsonView completed(Turn turn, InboundCall call, JsonView decided) {
      String id = find(turn, call).orElseThrow().id();
      return Completion.of(decided).put("transactionId", Long.parseLong(id)).done();
    }

    @Override
    public void decided(Turn turn, InboundCall call, JsonView response) {
      turn.record(
          new TransactionAuthorized(
              Long.toString(response.number("transactionId").orElseThrow()),
              Authorization.idTag(call.payload()),
              response.string("idTagInfo", "status").orElseThrow()));
    }

    private static Optional<Transaction> find(Turn turn, InboundCall call) {
      TransactionStarted begin = read("", call);
      return turn.state()
          .transactions()
          .all()
          .filter(t -> t.isAt(null, begin.connector()))
          .filter(t -> begin.at().equals(t.startedAt()))
          .filter(t -> Objects.equals(begin.meterStart(), t.meterStart()))
          .filter(t -> IdToken.isSame(begin.idToken(), t.idToken()))
          .findFirst();
    }

    private static TransactionStarted read(String id, InboundCall call) {
      JsonView start = call.payload();
      return new TransactionStarted(
          id,
          null,
          (int) start.number("connectorId").orElseThrow(),
          Authorization.idTag(start),
          Times.read(start, "timestamp").orElse(call.receivedAt()),
          start.number("meterStart").orElseThrow(),
          Read.integer(start, "reservationId"),
          null,
          null,
          null,
          null,
          false);
    }
  }

  /** A transaction has ended; that cannot be refused (T16-08, T16-09, T16-11). */
  static final class StopTransaction implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView stop = call.payload();
      Optional<Transaction> known = find(turn, call);
      if (known.isPresent() && known.get().isEnded()) {
        turn.count("transaction_repeated");
        turn.reply(call, JsonView.EMPTY);
        return Outcome.ANSWERED;
      }
      String id =
          known
              .map(Transaction::id)
              .orElseGet(
                  () -> {
                    long told = stop.number("transactionId").orElseThrow();
                    return Long.toString(told > 0 ? told : turn.ids().transactionId());
                  });
      end(turn, call, id, known);
      if (Authorization.idTagIfAny(stop).isPresent()) {
        return Outcome.ASK;
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }

    /** Nobody has to judge a token that ends a transaction. */
    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(JsonView.EMPTY);
    }

    private static void end(Turn turn, InboundCall call, String id, Optional<Transaction> known) {
      JsonView stop = call.payload();
      Integer connector = known.map(Transaction::connector).orElse(null);
      List<MeterSample> samples =
          Samples16.read(stop.objects("transactionData"), call.receivedAt());
      if (!samples.isEmpty()) {
        turn.record(new MeterValuesRecorded(id, null, connector, samples));
      }
      turn.record(
          new TransactionEnded(
              id,
              stoppedAt(call),
              stop.number("meterStop").orElseThrow(),
              stop.string("reason").orElse(LOCAL),
              Authorization.idTagIfAny(stop).orElse(null),
              null,
              false));
      if (known.isEmpty()) {
        turn.record(
            new TransactionFlagged(id, Transactions.ORPHAN, "Its end came, its begin is unknown"));
      }
    }

    private static Instant stoppedAt(InboundCall call) {
      return Times.read(call.payload(), "timestamp").orElse(call.receivedAt());
    }

    private static Optional<Transaction> find(Turn turn, InboundCall call) {
      long told = call.payload().number("transactionId").orElseThrow();
      Ledger ledger = turn.state().transactions();
      return told > 0
          ? ledger.find(Long.toString(told))
          : unnumbered(ledger, call).or(() -> repeatedOrphan(ledger, call));
    }

    /** The station never got a number (T16-07): the only transaction that fits, if it is one. */
    private static Optional<Transaction> unnumbered(Ledger ledger, InboundCall call) {
      Optional<IdToken> tag = Authorization.idTagIfAny(call.payload());
      List<Transaction> fitting =
          ledger.open().stream()
              .filter(t -> t.evse() == null && t.startedAt() != null)
              .filter(t -> !stoppedAt(call).isBefore(t.startedAt()))
              .filter(t -> tag.isEmpty() || IdToken.isSame(tag.get(), t.idToken()))
              .toList();
      List<Transaction> unanswered =
          fitting.stream().filter(t -> t.answerTo(Transaction.START).isEmpty()).toList();
      List<Transaction> best = unanswered.isEmpty() ? fitting : unanswered;
      return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
    }

    private static Optional<Transaction> repeatedOrphan(Ledger ledger, InboundCall call) {
      Long meterStop = call.payload().number("meterStop").orElseThrow();
      return ledger.closed().stream()
          .filter(t -> stoppedAt(call).equals(t.endedAt()) && meterStop.equals(t.meterStop()))
          .findFirst();
    }
  }

  /** Values of the meter, of a transaction or of the connector alone (T16-18). */
  static final class MeterValues implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView values = call.payload();
      int connector = (int) values.number("connectorId").orElseThrow();
      if (!turn.state().answered().hasHad(call)) {
        List<MeterSample> samples = Samples16.read(values.objects("meterValue"), call.receivedAt());
        turn.record(
            new MeterValuesRecorded(
                transactionOf(turn.state().transactions(), values, connector),
                null,
                connector,
                samples));
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }

    private static @Nullable String transactionOf(Ledger ledger, JsonView values, int connector) {
      Integer told = Read.integer(values, "transactionId");
      if (told == null || told > 0) {
        return told == null ? null : told.toString();
      }
      return ledger.open().reversed().stream()
          .filter(t -> t.isAt(null, connector))
          .map(Transaction::id)
          .findFirst()
          .orElse(null);
    }
  }
}
