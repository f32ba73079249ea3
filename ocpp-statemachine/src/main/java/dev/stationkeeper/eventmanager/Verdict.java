// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that has been found to be one. */
sealed interface Verdict {
  /** Most characters of an answer: what a frame may have. */
  int MAX_ANSWER = 128 * 1024;

  /** What kind it is, for counting. */
  default String kind() {
    return switch (this) {
      case Reply reply -> "reply";
      case Refusal refusal -> "refusal";
      case Pass pass -> "pass";
      case Pending pending -> "pending";
      case Detach detach -> "detach";
    };
  }

  /** A CALLRESULT. */
  record Reply(JsonView payload) implements Verdict {}

  /** A CALLERROR. */
  record Refusal(ErrorCode code, String description) implements Verdict {}

  /** No opinion. */
  record Pass() implements Verdict {}

  /** The answer comes later; whoever waits for it has been registered. */
  record Pending() implements Verdict {}

  /** No opinion, now and in future. */
  record Detach(String why) implements Verdict {}

  /**
   * Judges {@code answer}, which is not pending.
   *
   * @throws InvalidAnswerException when it is none
   */
  static Verdict of(@Nullable Answer answer, GivenRequest request, AnswerCheck check)
      throws InvalidAnswerException {
    if (answer == null) {
      throw new InvalidAnswerException("null instead of an answer to " + request.action());
    }
    if (answer.pending().isPresent()) {
      throw new InvalidAnswerException("A later answer inside a later answer");
    }
    Optional<JsonView> payload = answer.payload();
    if (payload.isPresent()) {
      Optional<String> fault = fault(payload.get(), request, check);
      if (fault.isPresent()) {
        throw new InvalidAnswerException(
            "Invalid answer to " + request.action() + ": " + fault.get());
      }
      return new Reply(payload.get());
    }
    Optional<ErrorCode> code = answer.errorCode();
    if (code.isPresent()) {
      return new Refusal(code.get(), answer.description());
    }
    return answer.detachReason().<Verdict>map(Detach::new).orElseGet(Pass::new);
  }

  private static Optional<String> fault(JsonView payload, GivenRequest request, AnswerCheck check) {
    if (payload.text().length() > MAX_ANSWER) {
      return Optional.of("more than " + MAX_ANSWER + " characters");
    }
    try {
      return check.fault(request.version(), request.action(), payload);
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
