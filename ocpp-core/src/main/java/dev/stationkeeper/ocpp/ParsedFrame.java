// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import org.jspecify.annotations.Nullable;

/** What became of a text frame: a {@link Frame}, or a fault that already knows its answer. */
public sealed interface ParsedFrame {
  /** The text was a frame of a type that the connection's version has. */
  record Valid(Frame frame) implements ParsedFrame {}

  /**
   * The text was no frame of this version.
   *
   * @param answer what the peer is owed, or null when the rules want silence (a broken answer, a
   *     broken SEND, an unknown type under 2.1)
   * @param reason for log and counters, at most 255 characters, never holding the broken text
   */
  record Malformed(Frame.@Nullable CallError answer, String reason) implements ParsedFrame {}
}
