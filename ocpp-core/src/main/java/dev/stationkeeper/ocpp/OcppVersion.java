// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.List;
import java.util.Optional;

/**
 * An OCPP version as the WebSocket subprotocol names it. A value type and not an enum: a later
 * version must not break a vendor's compiled {@code switch}.
 */
public final class OcppVersion implements Comparable<OcppVersion> {
  public static final OcppVersion V1_6 = new OcppVersion("ocpp1.6", "1.6", 16);
  public static final OcppVersion V2_0_1 = new OcppVersion("ocpp2.0.1", "2.0.1", 201);
  public static final OcppVersion V2_1 = new OcppVersion("ocpp2.1", "2.1", 210);

  private static final List<OcppVersion> ALL = List.of(V1_6, V2_0_1, V2_1);

  private final String subprotocol;
  private final String number;
  private final int rank;

  private OcppVersion(String subprotocol, String number, int rank) {
    this.subprotocol = subprotocol;
    this.number = number;
    this.rank = rank;
  }

  /** Every version this build speaks, oldest first. */
  public static List<OcppVersion> all() {
    return ALL;
  }

  /** The version a subprotocol such as {@code ocpp2.0.1} names; empty when it is not ours. */
  public static Optional<OcppVersion> ofSubprotocol(String subprotocol) {
    return ALL.stream().filter(v -> v.subprotocol.equals(subprotocol)).findFirst();
  }

  /** The version a number such as {@code 2.0.1} names; empty when it is not ours. */
  public static Optional<OcppVersion> ofNumber(String number) {
    return ALL.stream().filter(v -> v.number.equals(number)).findFirst();
  }

  /** The WebSocket subprotocol, for example {@code ocpp1.6}. */
  public String subprotocol() {
    return subprotocol;
  }

  /** The number people write, for example {@code 2.0.1}. */
  public String number() {
    return number;
  }

  /** True when this version is {@code other} or a later one. */
  public boolean isAtLeast(OcppVersion other) {
    return rank >= other.rank;
  }

  @Override
  public int compareTo(OcppVersion other) {
    return Integer.compare(rank, other.rank);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return rank;
  }

  @Override
  public String toString() {
    return number;
  }
}
