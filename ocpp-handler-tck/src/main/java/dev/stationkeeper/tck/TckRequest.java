// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.OcppVersion;

/** A request that the rules are tried with. Immutable. */
public final class TckRequest {
  private final OcppVersion version;
  private final String action;
  private final String payload;

  private TckRequest(OcppVersion version, String action, String payload) {
    this.version = version;
    this.action = action;
    this.payload = payload;
  }

  /**
   * A request.
   *
   * @param action for example {@code Authorize}
   * @param payload a JSON object
   */
  public static TckRequest of(OcppVersion version, String action, String payload) {
    return new TckRequest(version, action, payload);
  }

  /** The version of the station that sends it. */
  public OcppVersion version() {
    return version;
  }

  String action() {
    return action;
  }

  String payload() {
    return payload;
  }

  /** The same without any content. */
  TckRequest emptied() {
    return new TckRequest(version, action, "{}");
  }

  FakeAnswer to(FakeServer server, String station) {
    return server.station(station + "-" + version.number(), version).call(action, payload);
  }

  @Override
  public String toString() {
    return version + " " + action + " " + payload;
  }
}
