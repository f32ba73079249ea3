// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request, as the server would have seen it: the handler replied, refused, passed
 * or failed. Immutable.
 */
public final class FakeAnswer {
  private final Outcome outcome;
  private final boolean timedOut;

  FakeAnswer(Outcome outcome, boolean timedOut) {
    this.outcome = outcome;
    this.timedOut = timedOut;
  }

  /** The payload of a reply, which fits its schema; empty when the handler did not reply. */
  public Optional<JsonView> payload() {
    return outcome instanceof Outcome.Answered a ? Optional.of(a.payload()) : Optional.empty();
  }

  /**
   * A text in the payload of the reply.
   *
   * @throws AssertionError when the handler did not reply, or the reply has no such text
   */
  public String text(String... path) {
    return payload()
        .orElseThrow(() -> new AssertionError("No reply: " + this))
        .string(path)
        .orElseThrow(
            () -> new AssertionError("No text at " + String.join("/", path) + ": " + this));
  }

  /** The code of a CALLERROR that the handler wants. */
  public Optional<ErrorCode> errorCode() {
    return outcome instanceof Outcome.Refused r ? Optional.of(r.code()) : Optional.empty();
  }

  /** True when the handler had no opinion: the next one, or the protocol's default, decides. */
  public boolean isPass() {
    return outcome instanceof Outcome.Passed;
  }

  /** True when the handler crashed, hung or answered what the protocol does not allow. */
  public boolean isFailure() {
    return outcome instanceof Outcome.Failed;
  }

  /** True when the deadline answered. */
  public boolean isTimeout() {
    return timedOut;
  }

  /** Why it failed; empty when it did not. */
  public String failure() {
    return outcome instanceof Outcome.Failed failed ? failed.reason() : "";
  }

  /** Two answers of one meaning are equal as texts. */
  @Override
  public String toString() {
    @Nullable String text =
        switch (outcome) {
          case Outcome.Answered a -> "reply " + a.payload();
          case Outcome.Refused r -> "error " + r.code().name() + ": " + r.description();
          case Outcome.Passed p -> "pass";
          case Outcome.Failed f -> "failure: " + f.reason();
        };
    return timedOut ? text + " (deadline)" : text;
  }
}
