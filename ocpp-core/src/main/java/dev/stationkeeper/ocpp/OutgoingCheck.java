// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * What stands between anybody's payload and the socket: nothing leaves that a definition forbids.
 * Stricter than the reading of what peers send: no member may be null (RPC-16), and under 2.1 a
 * number has at most 6 decimals (RPC-29). Immutable and thread-safe.
 */
public final class OutgoingCheck {
  /** Most decimals of a number under 2.1 (part 2, 2.1.3). */
  private static final int MAX_DECIMALS = 6;

  private final boolean csms;
  private final JsonFactory json =
      JsonInput.factory(FrameLimits.DEFAULT, FrameLimits.DEFAULT.depth());

  private OutgoingCheck(boolean csms) {
    this.csms = csms;
  }

  /** The check for what a CSMS sends. */
  public static OutgoingCheck ofCsms() {
    return new OutgoingCheck(true);
  }

  /** The check for what a station sends. */
  public static OutgoingCheck ofStation() {
    return new OutgoingCheck(false);
  }

  /**
   * The first fault of a CALL's payload (or, under 2.1, a SEND's). An action that the version lacks
   * is NotImplemented, one that only the other side may ask NotSupported.
   */
  public Optional<Violation> request(OcppVersion version, Action action, JsonView payload) {
    Optional<MessageType<?>> type = MessageCatalogue.of(version).request(action);
    if (type.isEmpty()) {
      return fault(ErrorCode.NOT_IMPLEMENTED, "", version + " has no " + action);
    }
    Direction direction = type.get().direction();
    if (!(csms ? direction.fromCsms() : direction.fromStation())) {
      return fault(ErrorCode.NOT_SUPPORTED, "", action + " is for the other side to ask");
    }
    return payload(type.get(), payload);
  }

  /** The first fault of a CALLRESULT's payload that answers a CALL of {@code action}. */
  public Optional<Violation> response(OcppVersion version, Action action, JsonView payload) {
    Optional<MessageType<?>> type = MessageCatalogue.of(version).response(action);
    if (type.isEmpty()) {
      return fault(ErrorCode.NOT_IMPLEMENTED, "", version + " has no answer to " + action);
    }
    return payload(type.get(), payload);
  }

  private Optional<Violation> payload(MessageType<?> type, JsonView payload) {
    Optional<Violation> broken = type.validate(payload);
    // In nothing there is nothing to spell.
    return broken.isPresent() || payload.equals(JsonView.EMPTY) ? broken : spelling(type, payload);
  }

  /** What the reader of a definition does not look at: how values are written. */
  private Optional<Violation> spelling(MessageType<?> type, JsonView payload) {
    boolean decimals = type.version().isAtLeast(OcppVersion.V2_1);
    try (JsonParser in = json.createParser(payload.text())) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.VALUE_NULL && !isOpen(in)) {
          return fault(ErrorCode.TYPE_CONSTRAINT_VIOLATION, path(in), "null; leave the member out");
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && decimals && !isOpen(in) && isTooFine(in)) {
          return fault(
              ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
              path(in),
              "more than " + MAX_DECIMALS + " decimals");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return fault(ErrorCode.FORMAT_VIOLATION.in(type.version()), "", "not JSON within the limits");
    }
  }

  private static boolean isTooFine(JsonParser in) throws IOException {
    return !JsonInput.hasSmallExponent(in)
        || in.getDecimalValue().stripTrailingZeros().scale() > MAX_DECIMALS;
  }

  /** True inside what vendors agree on between themselves: custom data, data of a transfer. */
  private static boolean isOpen(JsonParser in) {
    String path = path(in);
    return path.contains("/customData/") || path.startsWith("/data/");
  }

  private static String path(JsonParser in) {
    return in.getParsingContext().pathAsPointer().toString();
  }

  private static Optional<Violation> fault(ErrorCode code, String path, String what) {
    String text = path.isEmpty() ? what : path + ": " + what;
    return Optional.of(new Violation(code, path, JsonText.cut(text, FrameCodec.MAX_DESCRIPTION)));
  }
}
