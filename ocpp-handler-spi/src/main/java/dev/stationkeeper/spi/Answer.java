// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link StationHandler} answers to a {@link Request}. Immutable; vendors make them with the
 * factories, the accessors are for the server and for tests. Exactly one of {@link #payload},
 * {@link #errorCode}, {@link #pending}, {@link #detachReason} is present; none when the handler
 * passes.
 */
public final class Answer {
  /** Longest description of a CALLERROR, in characters (OCPP-J part 4, 4.2.3). */
  public static final int MAX_DESCRIPTION = 255;

  private static final Answer PASS = new Answer(null, null, null, null, null);

  private final @Nullable JsonView payload;
  private final @Nullable ErrorCode code;
  private final @Nullable String text;
  private final @Nullable CompletionStage<Answer> pending;
  private final @Nullable String detach;

  private Answer(
      @Nullable JsonView payload,
      @Nullable ErrorCode code,
      @Nullable String text,
      @Nullable CompletionStage<Answer> pending,
      @Nullable String detach) {
    this.payload = payload;
    this.code = code;
    this.text = text;
    this.pending = pending;
    this.detach = detach;
  }

  /**
   * The payload of a CALLRESULT. It is checked against the schema of the request's version; one
   * that does not fit is a crash of the handler. In the answer to a 1.6 StartTransaction the server
   * fills in {@code transactionId}: leave it 0.
   */
  public static Answer reply(JsonView payload) {
    return new Answer(Objects.requireNonNull(payload), null, null, null, null);
  }

  /**
   * The same from a message record of the request's version, for example {@code
   * dev.stationkeeper.ocpp.v201.AuthorizeResponse}. Written and checked here, in the vendor's call.
   *
   * @throws PayloadException when {@code message} is no OCPP message or breaks a limit of its own
   */
  public static Answer reply(Record message) {
    return reply(encode(message));
  }

  private static <T extends Record> JsonView encode(T message) {
    @SuppressWarnings("unchecked") // getClass of a T is a Class of T: records are final
    Class<T> type = (Class<T>) message.getClass();
    try {
      return MessageCatalogue.of(type).encode(message);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * A CALLERROR.
   *
   * @param code in the spelling of the request's version
   * @param description for the technician; cut after {@link #MAX_DESCRIPTION} characters
   */
  public static Answer error(ErrorCode code, String description) {
    String cut =
        description.length() > MAX_DESCRIPTION
            ? description.substring(0, MAX_DESCRIPTION)
            : description;
    return new Answer(null, Objects.requireNonNull(code), cut, null, null);
  }

  /** No opinion: the next responder is asked, and after the last the protocol's own default. */
  public static Answer pass() {
    return PASS;
  }

  /**
   * The answer comes when {@code answer} completes. The thread is free until then and the handler
   * keeps its turn: its next request waits, timers and results of its commands still arrive. The
   * request's deadline holds. A failure of the stage is a crash; another {@code later} inside it, a
   * completion after the deadline or after the end of this object counts for nothing.
   */
  public static Answer later(CompletionStage<Answer> answer) {
    return new Answer(null, null, null, Objects.requireNonNull(answer), null);
  }

  /**
   * Passes, and wants no further call for this station: {@link StationHandler#onStop} follows, and
   * the handler is not opened again for the station until an operator resumes it.
   *
   * @param why for the operator
   */
  public static Answer detach(String why) {
    return new Answer(null, null, null, null, Objects.requireNonNull(why));
  }

  /** The payload of a {@link #reply}. */
  public Optional<JsonView> payload() {
    return Optional.ofNullable(payload);
  }

  /** The code of an {@link #error}. */
  public Optional<ErrorCode> errorCode() {
    return Optional.ofNullable(code);
  }

  /** The description of an {@link #error}; empty for every other answer. */
  public String description() {
    return text == null ? "" : text;
  }

  /** The stage of a {@link #later}. */
  public Optional<CompletionStage<Answer>> pending() {
    return Optional.ofNullable(pending);
  }

  /** The reason of a {@link #detach}. */
  public Optional<String> detachReason() {
    return Optional.ofNullable(detach);
  }

  /** True for {@link #pass}. */
  public boolean isPass() {
    return this == PASS;
  }

  @Override
  public String toString() {
    if (payload != null) {
      return "reply";
    }
    if (code != null) {
      return "error " + code;
    }
    if (pending != null) {
      return "later";
    }
    return detach != null ? "detach" : "pass";
  }
}
