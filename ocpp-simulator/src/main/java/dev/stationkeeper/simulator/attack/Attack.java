// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to hurt a server. */
public enum Attack {
  /** Connections that say nothing. */
  HALF_OPEN(Moves::sayNothing),
  /** An HTTP request that comes byte by byte and never ends. */
  SLOW_HANDSHAKE(Moves::requestByteByByte),
  /** Handshakes as fast as they go. */
  HANDSHAKE_FLOOD(Moves::comeAndGo),
  /** An HTTP request without end, as fast as it goes. */
  ENDLESS_REQUEST(Moves::endlessRequest),
  /** A frame that says it is 16 MiB. */
  HUGE_FRAME(Moves::hugeFrame),
  /** A message of brackets in brackets. */
  DEEP_JSON(Moves::deepJson),
  /** Messages as fast as they go. */
  FRAME_FLOOD(Moves::flood),
  /** Pings as fast as they go. */
  PING_FLOOD(Moves::pings),
  /** A message in fragments without a byte that never ends. */
  ENDLESS_FRAGMENTS(Moves::fragments),
  /** A message that comes byte by byte. */
  SLOW_FRAME(Moves::frameByteByByte),
  /** Compressed messages of 64 MiB, agreed to or not. */
  COMPRESSION_BOMB(Moves::bomb),
  /** As many connections as one address can open. */
  MANY_CONNECTIONS(Moves::pileUp),
  /** Passwords of one station, one after the other. */
  LOGIN_GUESSING(Moves::guess);

  /** What one attacker does once. */
  @FunctionalInterface
  interface Move {
    /** Attacks once and tells what became of it, in a word or two, for the report. */
    String make(Attacker attacker) throws java.io.IOException;
  }

  @SuppressWarnings("ImmutableEnumChecker") // each is a method reference without state
  private final Move move;

  Attack(Move move) {
    this.move = move;
  }

  Move move() {
    return move;
  }

  /** Its name on the command line: {@code slow-handshake}. */
  public String cliName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The attack of that name. */
  public static Optional<Attack> of(String name) {
    return Arrays.stream(values()).filter(attack -> attack.cliName().equals(name)).findFirst();
  }

  /** All names, for a message. */
  public static String names() {
    return String.join(", ", Arrays.stream(values()).map(Attack::cliName).toList());
  }
}
