// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.StationState;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which security profile a command is to bring a station to, and what must not be (A05; 1.6
 * security whitepaper).
 */
public final class RaisedProfile {
  private static final String KEY_16 = "SecurityProfile";

  private RaisedProfile() {}

  /** The profile that a command would bring; empty for a command about something else. */
  public static OptionalInt of(String action, JsonView payload) {
    return switch (action) {
      case "ChangeConfiguration" ->
          payload.string("key").orElse("").equalsIgnoreCase(KEY_16)
              ? number(payload.string("value"))
              : OptionalInt.empty();
      case "SetNetworkProfile" -> {
        OptionalLong told = payload.number("connectionData", "securityProfile");
        yield told.isPresent() ? OptionalInt.of((int) told.getAsLong()) : OptionalInt.empty();
      }
      default -> OptionalInt.empty();
    };
  }

  /** The profile of the last connection; 0 when nobody knows. */
  static int present(StationState state) {
    Integer profile = state.link().securityProfile();
    return profile == null ? 0 : profile;
  }

  /** The profile that the command raises the station to; empty when it raises nothing. */
  static OptionalInt raisedBy(StationState state, Command command) {
    OptionalInt wanted = of(command.action().name(), command.payload());
    return wanted.isPresent() && wanted.getAsInt() > present(state) ? wanted : OptionalInt.empty();
  }

  /** A 1.6 station is never told a lower profile than it has; it could not be trusted any more. */
  static Optional<String> fault(StationState state, Command command) {
    OptionalInt wanted = of(command.action().name(), command.payload());
    return command.action().name().equals("ChangeConfiguration")
            && wanted.isPresent()
            && wanted.getAsInt() < present(state)
        ? Optional.of(
            "The security profile is only raised over OCPP, and the station has %d (1.6 A05)"
                .formatted(present(state)))
        : Optional.empty();
  }

  private static OptionalInt number(Optional<String> text) {
    return text.filter(value -> value.matches("[0-3]"))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }
}
