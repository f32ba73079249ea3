// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.OutgoingCheck;
import dev.stationkeeper.ocpp.Violation;
import java.util.Optional;

/** Whether what we send fits the definitions of its version. */
public final class Payloads {
  private static final OutgoingCheck OUTGOING = OutgoingCheck.ofCsms();

  private Payloads() {}

  /** True when the version has that action, in whatever direction. */
  public static boolean knows(OcppVersion version, Action action) {
    return MessageCatalogue.of(version).request(action).isPresent();
  }

  /** True when the version lets a CSMS send that action. */
  public static boolean isOurs(OcppVersion version, Action action) {
    return MessageCatalogue.of(version)
        .request(action)
        .filter(type -> type.direction().fromCsms())
        .isPresent();
  }

  /** What is wrong with a request of ours, by the letter. */
  public static Optional<Violation> ownRequestFault(
      OcppVersion version, Action action, JsonView payload) {
    return OUTGOING.request(version, action, payload);
  }

  /** What is wrong with an answer of ours, by the letter. */
  public static Optional<Violation> ownResponseFault(
      OcppVersion version, Action action, JsonView payload) {
    return OUTGOING.response(version, action, payload);
  }
}
