// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.IdToken;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the machine keeps of a transaction, of 1.6 and 2.x alike. Meter values are not among it:
 * they are in the log and in the read models.
 *
 * @param id 1.6: our number as text; 2.x: the station's own text
 * @param startedAt null while its begin has not been told
 * @param endedAt null while its end has not been told
 * @param authorization the status that the station was told for the token
 * @param rebooted true when the station has restarted since the transaction was last heard of
 * @param findings names of what does not fit, see TransactionFlagged
 * @param answers the last answers to its messages, oldest first
 */
public record Transaction(
    String id,
    @Nullable Integer evse,
    @Nullable Integer connector,
    @Nullable IdToken idToken,
    @Nullable String authorization,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long meterStart,
    @Nullable Long meterStop,
    @Nullable String chargingState,
    boolean rebooted,
    List<String> findings,
    SeqNos seqNos,
    List<Answer> answers) {
  /** So many answers are kept; a station repeats its last message or two. */
  static final int ANSWERS = 8;

  /** What a message was answered; {@code key} is its seqNo, or {@link #START} under 1.6. */
  public record Answer(String key, JsonView response) {
    public Answer {
      response = response.compact();
    }
  }

  /** The finding that its end was told by somebody else than the station. */
  public static final String CORRECTED = "corrected";

  /** The key of the answer to a StartTransaction. */
  public static final String START = "start";

  public Transaction {
    findings = List.copyOf(findings);
    answers = List.copyOf(answers);
  }

  /** True until its end has been told. */
  public boolean isOpen() {
    return endedAt == null;
  }

  /** True when the station itself has told its end. */
  public boolean isEnded() {
    return endedAt != null && !findings.contains(CORRECTED);
  }

  /** True when its begin and its end have come and no sequence number is missing. */
  public boolean isComplete() {
    return startedAt != null && endedAt != null && seqNos.gaps().isEmpty();
  }

  /** The answer that the message with this key has had. */
  public Optional<JsonView> answerTo(String key) {
    for (Answer answer : answers) {
      if (answer.key().equals(key)) {
        return Optional.of(answer.response());
      }
    }
    return Optional.empty();
  }

  /** True when it is at that place; a 1.6 one has no EVSE. */
  public boolean isAt(@Nullable Integer someEvse, @Nullable Integer someConnector) {
    return Objects.equals(evse, someEvse) && Objects.equals(connector, someConnector);
  }
}
