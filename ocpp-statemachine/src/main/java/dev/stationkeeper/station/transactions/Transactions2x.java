// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;
import dev.stationkeeper.station.authorization.Authorization;
import dev.stationkeeper.station.authorization.TokenInfo;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Blocks E, Transactions, and J, Meter Values. Every event is taken: late, out of order, repeated,
 * for a transaction that is closed or was never heard of (E-resp, E-order).
 */
final class Transactions2x {
  private static final String LOCAL = "Local";
  private static final String STARTED = "Started";
  private static final String ENDED = "Ended";

  private Transactions2x() {}

  /**
   * News of a transaction. A token in it is judged (E01.FR.11), and whoever knows the cost, a limit
   * or a message for the driver may say so (I03, I06, E16); nothing is owed. One that was offline
   * tells of what is over, and without a token it is answered at once.
   */
  static final class TransactionEvent implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      Message message = Message.of(call);
      Optional<Transaction> known = turn.state().transactions().find(message.transactionId());
      if (known.isPresent() && isRepeated(known.get(), message)) {
        turn.count("transaction_repeated");
        Optional<JsonView> answer = known.get().answerTo(Integer.toString(message.seqNo()));
        if (answer.isPresent()) {
          turn.reply(call, answer.get());
          return Outcome.ANSWERED;
        }
      } else {
        record(turn, message, known);
      }
      if (message.idToken().isPresent() || !message.offline()) {
        return Outcome.ASK;
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(
          Authorization.idToken(call.payload())
              .map(Authorization::idTokenInfo)
              .orElse(JsonView.EMPTY));
    }

    /** Without a token in it, it is bookkeeping: a handler that fails must not disturb it. */
    @Override
    public boolean isOwed(InboundCall call) {
      return Authorization.idToken(call.payload()).isPresent();
    }

    /** A token in the request is owed its status (E01.FR.12). */
    @Override
    public JsonView completed(Turn turn, InboundCall call, JsonView decided) {
      JsonView limited = LimitRules.completed(turn, transactionId(call), decided);
      Optional<IdToken> token = Authorization.idToken(call.payload());
      return token.isEmpty() || limited.has("idTokenInfo")
          ? TokenInfo.completed(turn, limited)
          : Completion.of(limited).add(Authorization.idTokenInfo(token.get())).done();
    }

    @Override
    public void decided(Turn turn, InboundCall call, JsonView response) {
      String transactionId = transactionId(call);
      Authorization.idToken(call.payload())
          .ifPresent(
              token ->
                  turn.record(
                      new TransactionAuthorized(
                          transactionId,
                          token,
                          response.string("idTokenInfo", "status").orElseThrow())));
      LimitRules.given(turn, transactionId, response);
    }

    private static String transactionId(InboundCall call) {
      return call.payload().string("transactionInfo", "transactionId").orElseThrow();
    }

    /** A station that counts wrongly must not lose the begin or the end by it. */
    private static boolean isRepeated(Transaction known, Message message) {
      return known.seqNos().contains(message.seqNo())
          && !(message.eventType().equals(ENDED) && !known.isEnded())
          && !(message.eventType().equals(STARTED) && known.startedAt() == null);
    }

    private static void record(Turn turn, Message message, Optional<Transaction> known) {
      boolean begins =
          message.eventType().equals(STARTED) && known.map(Transaction::startedAt).isEmpty();
      boolean ends =
          message.eventType().equals(ENDED) && !known.map(Transaction::isEnded).orElse(false);
      if (begins) {
        Transactions.begin(turn, message.started());
      } else if (!ends) {
        Transactions.makeRoom(turn, message.transactionId());
        turn.record(message.updated());
      }
      if (!message.samples().isEmpty()) {
        turn.record(
            new MeterValuesRecorded(
                message.transactionId(),
                Read.integer(message.json(), "evse", "id"),
                Read.integer(message.json(), "evse", "connectorId"),
                message.samples()));
      }
      LimitRules.told(turn, message.transactionId(), message.json());
      if (ends) {
        turn.record(message.ended());
      }
    }
  }

  /** Values outside a transaction; EVSE 0 is the main meter (J01). */
  static final class MeterValues implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      if (!turn.state().answered().hasHad(call)) {
        turn.record(
            new MeterValuesRecorded(
                null,
                Read.integer(call.payload(), "evseId"),
                null,
                Samples2x.read(call.payload().objects("meterValue"), call.receivedAt())));
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  /** A TransactionEvent, read once. */
  private record Message(
      JsonView json,
      String transactionId,
      String eventType,
      int seqNo,
      Instant at,
      boolean offline,
      Optional<IdToken> idToken,
      List<MeterSample> samples) {

    static Message of(InboundCall call) {
      JsonView json = call.payload();
      return new Message(
          json,
          json.string("transactionInfo", "transactionId").orElseThrow(),
          json.string("eventType").orElseThrow(),
          (int) json.number("seqNo").orElseThrow(),
          Times.read(json, "timestamp").orElse(call.receivedAt()),
          json.bool("offline").orElse(false),
          Authorization.idToken(json),
          Samples2x.read(json.objects("meterValue"), call.receivedAt()));
    }

    TransactionStarted started() {
      return new TransactionStarted(
          transactionId,
          Read.integer(json, "evse", "id"),
          Read.integer(json, "evse", "connectorId"),
          idToken.orElse(null),
          at,
          Samples2x.register(samples, Measurand.BEGIN),
          Read.integer(json, "reservationId"),
          Read.integer(json, "transactionInfo", "remoteStartId"),
          null,
          json.string("transactionInfo", "chargingState").orElse(null),
          seqNo,
          offline);
    }

    TransactionUpdated updated() {
      return new TransactionUpdated(
          transactionId,
          at,
          json.string("triggerReason").orElse(""),
          Read.integer(json, "evse", "id"),
          Read.integer(json, "evse", "connectorId"),
          idToken.orElse(null),
          null,
          json.string("transactionInfo", "chargingState").orElse(null),
          seqNo,
          offline);
    }

    TransactionEnded ended() {
      return new TransactionEnded(
          transactionId,
          at,
          Samples2x.register(samples, Measurand.END),
          json.string("transactionInfo", "stoppedReason").orElse(LOCAL),
          idToken.orElse(null),
          seqNo,
          offline);
    }
  }
}
