// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a text frame: a {@link Frame}, or a fault that already knows its answer. */
public sealed interface ParsedFrame {
  /** The text was a frame of a type that the connection's version has. */
  record Valid(Frame frame) implements ParsedFrame {}

  /**
   * The text was no frame of this version.
   *
   * @param answer what the peer is owed: a {@link Frame.CallError}, under 2.1 for a broken
   *     CALLRESULT a {@link Frame.CallResultError}; null when the rules want silence (a broken
   *     answer, a broken SEND, an unknown type under 2.1 and 1.6)
   * @param reason for log and counters, at most 255 characters, never holding the broken text
   * @param type the message type number, 0 when it could not be read
   * @param id the id that could be read, or null
   */
  record Malformed(@Nullable Frame answer, String reason, int type, @Nullable MessageId id)
      implements ParsedFrame {
    /** The CALL of ours that this broken answer belongs to; empty when it is not an answer. */
    public Optional<MessageId> brokenAnswerTo() {
      return type == 3 || type == 4 ? Optional.ofNullable(id) : Optional.empty();
    }
  }
}
