// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import dev.stationkeeper.ocpp.codec.MessageCodec;
import java.util.Optional;

/**
 * One message of one version, for example the request of 2.0.1's BootNotification: what is known of
 * it, and its codec. Immutable and thread-safe; found in a {@link MessageCatalogue}.
 *
 * @param <T> the generated record
 */
public final class MessageType<T> {
  private final OcppVersion version;
  private final Action action;
  private final Direction direction;
  private final String block;
  private final boolean answered;
  private final MessageCodec<T> codec;

  /** True once the empty object was found to be valid: most of what we answer is just that. */
  private volatile boolean mayBeEmpty;

  MessageType(
      OcppVersion version,
      Action action,
      Direction direction,
      String block,
      boolean answered,
      MessageCodec<T> codec) {
    this.version = version;
    this.action = action;
    this.direction = direction;
    this.block = block;
    this.answered = answered;
    this.codec = codec;
  }

  public OcppVersion version() {
    return version;
  }

  public Action action() {
    return action;
  }

  /** Who may send the request of this action (also when this is the response). */
  public Direction direction() {
    return direction;
  }

  /** The functional block or feature profile, for example {@code B-Provisioning}. */
  public String block() {
    return block;
  }

  /** False for a message that travels as a SEND and is never answered (2.1). */
  public boolean isAnswered() {
    return answered;
  }

  /** The generated record. */
  public Class<T> type() {
    return codec.type();
  }

  /** Reads and validates a station's payload; members that no definition has are let pass. */
  public Decoded<T> decode(JsonView payload) {
    return decode(payload, Leniency.EXTRA_MEMBERS);
  }

  /** Reads and validates a payload in one pass. Null members count as absent. */
  public Decoded<T> decode(JsonView payload, Leniency leniency) {
    return codec.decode(payload, version, leniency);
  }

  /** The first fault of a payload under the strictest reading, the one for what we send. */
  public Optional<Violation> validate(JsonView payload) {
    boolean empty = payload.equals(JsonView.EMPTY);
    if (empty && mayBeEmpty) {
      return Optional.empty();
    }
    Optional<Violation> fault = fault(payload);
    if (empty && fault.isEmpty()) {
      mayBeEmpty = true;
    }
    return fault;
  }

  private Optional<Violation> fault(JsonView payload) {
    return decode(payload, Leniency.STRICT) instanceof Decoded.Invalid<T>(Violation violation)
        ? Optional.of(violation)
        : Optional.empty();
  }

  /**
   * Writes and validates a message in one pass: absent members and empty optional lists are left
   * out, times are UTC with at most three decimals.
   *
   * @throws InvalidMessageException when a limit is broken
   */
  public JsonView encode(T message) {
    return codec.encode(message, version);
  }

  @Override
  public String toString() {
    return version + " " + codec.type().getSimpleName();
  }
}
