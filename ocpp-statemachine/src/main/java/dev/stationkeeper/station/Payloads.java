// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.Violation;
import java.util.Optional;

/** Whether payloads fit the definitions of their version. */
public final class Payloads {
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

  /** What is wrong with a station's request; members of its own are let pass. */
  public static Optional<Violation> requestFault(
      OcppVersion version, Action action, JsonView payload) {
    return fault(MessageCatalogue.of(version).request(action), payload);
  }

  /** What is wrong with a station's answer; members of its own are let pass. */
  public static Optional<Violation> responseFault(
      OcppVersion version, Action action, JsonView payload) {
    return fault(MessageCatalogue.of(version).response(action), payload);
  }

  /** What is wrong with a request of ours, by the letter. */
  public static Optional<Violation> ownRequestFault(
      OcppVersion version, Action action, JsonView payload) {
    return MessageCatalogue.of(version).request(action).flatMap(type -> type.validate(payload));
  }

  /** What is wrong with an answer of ours, by the letter. */
  public static Optional<Violation> ownResponseFault(
      OcppVersion version, Action action, JsonView payload) {
    return MessageCatalogue.of(version).response(action).flatMap(type -> type.validate(payload));
  }

  private static Optional<Violation> fault(Optional<MessageType<?>> type, JsonView payload) {
    return type.flatMap(known -> violation(known, payload));
  }

  private static <T> Optional<Violation> violation(MessageType<T> type, JsonView payload) {
    return type.decode(payload) instanceof Decoded.Invalid<T>(Violation violation)
        ? Optional.of(violation)
        : Optional.empty();
  }
}
