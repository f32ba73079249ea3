// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.Optional;

/**
 * The id that ties an answer to its CALL, echoed byte for byte (OCPP-J part 4, 4.1.4).
 *
 * @param value 1 to 36 characters
 */
public record MessageId(String value) {
  /** Longest id, in characters. */
  public static final int MAX_LENGTH = 36;

  /** Stands in a CALLERROR for an id that could not be read (OCPP-J part 4, 4.2.3; 2.x only). */
  public static final MessageId UNREADABLE = new MessageId("-1");

  public MessageId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A message id has 1 to 36 characters: " + value.length());
    }
  }

  /** The id that {@code value} is; empty when it has not 1 to 36 characters. */
  public static Optional<MessageId> of(String value) {
    return value.isEmpty() || value.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new MessageId(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
