// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.event.SmartChargingEvent.ChargingProfileInstalled;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charging profile in a payload, 1.6 and 2.x alike.
 *
 * @param place the EVSE; the connector under 1.6; 0 for the station
 */
record Profile(JsonView json, int place) {
  static final String OURS = "CSO";
  static final String TX = "TxProfile";

  private static final String DYNAMIC = "Dynamic";

  /** The profile that a SetChargingProfile carries; empty for another action. */
  static Optional<Profile> set(Command command) {
    JsonView payload = command.payload();
    int place = (int) payload.number("evseId").orElse(payload.number("connectorId").orElse(0));
    return command.action().name().equals("SetChargingProfile")
        ? payload
            .object("csChargingProfiles")
            .or(() -> payload.object("chargingProfile"))
            .map(json -> new Profile(json, place))
        : Optional.empty();
  }

  /** The profile that a remote start carries; empty for another action, or without one. */
  static Optional<Profile> started(Command command) {
    return switch (command.action().name()) {
      case "RemoteStartTransaction", "RequestStartTransaction" ->
          command.payload().object("chargingProfile").map(json -> new Profile(json, 1));
      default -> Optional.empty();
    };
  }

  int id() {
    return (int) json.number("id").orElse(json.number("chargingProfileId").orElse(0));
  }

  String purpose() {
    return json.string("chargingProfilePurpose").orElse("");
  }

  String kind() {
    return json.string("chargingProfileKind").orElse("");
  }

  int stackLevel() {
    return (int) json.number("stackLevel").orElse(0);
  }

  boolean isDynamic() {
    return kind().equals(DYNAMIC);
  }

  boolean isOfStation() {
    return purpose().equals("ChargePointMaxProfile")
        || purpose().equals("ChargingStationMaxProfile");
  }

  /** 1.6: a number as text. */
  @Nullable String transactionId() {
    return json.string("transactionId")
        .or(() -> Optional.of(Read.text(json, "transactionId")).filter(id -> !id.isEmpty()))
        .orElse(null);
  }

  /** 1.6 has one schedule and no list. */
  List<JsonView> schedules() {
    return json.object("chargingSchedule")
        .map(List::of)
        .orElseGet(() -> json.objects("chargingSchedule"));
  }

  static List<JsonView> periods(JsonView schedule) {
    return schedule.objects("chargingSchedulePeriod");
  }

  List<JsonView> periods() {
    return schedules().stream().flatMap(schedule -> periods(schedule).stream()).toList();
  }

  ChargingProfileInstalled installed(@Nullable String transactionId, String source) {
    return new ChargingProfileInstalled(
        id(),
        purpose(),
        kind(),
        stackLevel(),
        place,
        transactionId,
        Times.read(json, "validFrom").orElse(null),
        Times.read(json, "validTo").orElse(null),
        source);
  }
}
