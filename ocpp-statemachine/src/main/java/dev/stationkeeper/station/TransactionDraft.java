// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.IdToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction while an event is folded into it. Lives within one call of {@code evolve}. */
final class TransactionDraft {
  private final String id;
  private @Nullable Integer evse;
  private @Nullable Integer connector;
  private @Nullable IdToken idToken;
  private @Nullable String authorization;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Long meterStart;
  private @Nullable Long meterStop;
  private @Nullable String chargingState;
  private boolean rebooted;
  private final List<String> findings;
  private SeqNos seqNos;
  private final List<Transaction.Answer> answers;

  TransactionDraft(String id) {
    this.id = id;
    findings = new ArrayList<>();
    answers = new ArrayList<>();
    seqNos = SeqNos.NONE;
  }

  TransactionDraft(Transaction known) {
    id = known.id();
    evse = known.evse();
    connector = known.connector();
    idToken = known.idToken();
    authorization = known.authorization();
    startedAt = known.startedAt();
    endedAt = known.endedAt();
    meterStart = known.meterStart();
    meterStop = known.meterStop();
    chargingState = known.chargingState();
    rebooted = known.rebooted();
    findings = new ArrayList<>(known.findings());
    seqNos = known.seqNos();
    answers = new ArrayList<>(known.answers());
  }

  /** Keeps what is known where the news does not tell (E-evse). */
  TransactionDraft place(@Nullable Integer newEvse, @Nullable Integer newConnector) {
    evse = newEvse == null ? evse : newEvse;
    connector = newConnector == null ? connector : newConnector;
    return this;
  }

  /** The first token is the one that the transaction belongs to; the one that stops it is not. */
  TransactionDraft token(@Nullable IdToken token) {
    idToken = idToken == null ? token : idToken;
    return this;
  }

  TransactionDraft authorization(@Nullable String status) {
    authorization = status == null ? authorization : status;
    return this;
  }

  TransactionDraft started(Instant at, @Nullable Long meter) {
    startedAt = at;
    meterStart = meter;
    return heard();
  }

  TransactionDraft ended(Instant at, @Nullable Long meter) {
    endedAt = at;
    meterStop = meter;
    findings.remove(Transaction.CORRECTED);
    return heard();
  }

  /** Not heard of: the station has not said a word. */
  TransactionDraft corrected(Instant at, @Nullable Long meter) {
    endedAt = at;
    meterStop = meter == null ? meterStop : meter;
    return finding(Transaction.CORRECTED);
  }

  TransactionDraft chargingState(@Nullable String state) {
    chargingState = state == null ? chargingState : state;
    return this;
  }

  TransactionDraft seqNo(@Nullable Integer seqNo) {
    seqNos = seqNo == null ? seqNos : seqNos.with(seqNo);
    return this;
  }

  /** A charging state that comes late does not replace a newer one. */
  TransactionDraft news(@Nullable String state, @Nullable Integer seqNo) {
    boolean late = seqNo != null && seqNo < seqNos.high();
    return (late ? this : chargingState(state)).seqNo(seqNo);
  }

  /** The token that stops a transaction may be another one than that which pays for it. */
  TransactionDraft judged(IdToken token, String status) {
    return idToken == null || IdToken.isSame(idToken, token) ? authorization(status) : this;
  }

  TransactionDraft heard() {
    rebooted = false;
    return this;
  }

  TransactionDraft rebooted() {
    rebooted = true;
    return this;
  }

  TransactionDraft finding(String finding) {
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
    return this;
  }

  TransactionDraft answered(String key, JsonView response) {
    answers.removeIf(answer -> answer.key().equals(key));
    answers.add(new Transaction.Answer(key, response));
    while (answers.size() > Transaction.ANSWERS) {
      answers.removeFirst();
    }
    return this;
  }

  Transaction done() {
    return new Transaction(
        id,
        evse,
        connector,
        idToken,
        authorization,
        startedAt,
        endedAt,
        meterStart,
        meterStop,
        chargingState,
        rebooted,
        findings,
        seqNos,
        answers);
  }
}
