// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.StationState;
import java.util.Objects;
import java.util.Optional;

/**
 * Ties a certificate chain to the request that it answers: by the number in 2.1 (A02.FR.25), and in
 * every version by the key. A station that asks again makes a new key, and a late chain for the old
 * one is of no use to it.
 */
final class CertificateTie {
  static final String NUMBER = "requestId";
  static final String KEY = "key";
  private static final String TYPE = "type";
  private static final String TYPE_IN_MESSAGES = "certificateType";
  private static final String CHAIN = "certificateChain";
  private static final String STATION = "ChargingStationCertificate";

  private CertificateTie() {}

  /** Attributes of the flow of a request. */
  static JsonView of(JsonView request) {
    return JsonView.object()
        .put(TYPE, typeOf(request))
        .put(KEY, request.string("csr").flatMap(CertificateText::keyOfRequest).orElse(null))
        .build();
  }

  /** Attributes of a flow before its request has come. */
  static JsonView ofType(String type) {
    return JsonView.object().put(TYPE, type).build();
  }

  static String typeOf(JsonView message) {
    return message.string(TYPE_IN_MESSAGES).orElse(STATION);
  }

  static boolean isOf(Flow flow, String type) {
    return flow.attributes().string(TYPE).orElse(STATION).equals(type);
  }

  /** Of the same type; of the same number and the same key where both have one. */
  static boolean isFor(Flow flow, JsonView message) {
    Integer number = Read.integer(message, NUMBER);
    return isOf(flow, typeOf(message))
        && (number == null || flow.requestId() == null || Objects.equals(number, flow.requestId()))
        && !isOtherKey(flow, message);
  }

  /** True when the chain is for the key of that request. */
  static boolean isOfKey(JsonView request, JsonView message) {
    Optional<String> asked = request.string("csr").flatMap(CertificateText::keyOfRequest);
    return asked.isPresent() && asked.equals(keyOf(message));
  }

  private static Optional<String> keyOf(JsonView message) {
    return message.string(CHAIN).flatMap(CertificateText::of).map(CertificateText::key);
  }

  private static boolean isOtherKey(Flow flow, JsonView message) {
    Optional<String> asked = flow.attributes().string(KEY);
    Optional<String> signed = keyOf(message);
    return asked.isPresent() && signed.isPresent() && !asked.equals(signed);
  }

  /** Why a chain must not be sent: the station has asked for another key since. */
  static Optional<String> forbids(StationState state, Command command) {
    boolean late =
        newest(state, typeOf(command.payload()))
            .filter(flow -> isOtherKey(flow, command.payload()))
            .isPresent();
    return late
        ? Optional.of("This chain is for another key than the station's last request (A02)")
        : Optional.empty();
  }

  /** The chain with the number of its request, where whoever signed left it out (A02.FR.25). */
  static JsonView numbered(StationState state, OcppVersion version, Command command) {
    JsonView chain = command.payload();
    if (!version.isAtLeast(OcppVersion.V2_1) || chain.has(NUMBER)) {
      return chain;
    }
    return newest(state, typeOf(chain))
        .filter(flow -> flow.requestId() != null)
        .map(
            flow ->
                Completion.of(chain)
                    .put(NUMBER, Objects.requireNonNull(flow.requestId()).longValue())
                    .done())
        .orElse(chain);
  }

  private static Optional<Flow> newest(StationState state, String type) {
    return state
        .flows()
        .of(CertificateFlow.NAME)
        .filter(flow -> isOf(flow, type))
        .filter(flow -> !flow.step().equals(CertificateFlow.TRIGGERED))
        .reduce((older, newer) -> newer);
  }
}
