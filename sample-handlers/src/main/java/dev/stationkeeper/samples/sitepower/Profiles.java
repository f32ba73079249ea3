// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The charging profiles of this handler, in the words of each version (1.6 chapter 3.13; 2.x K01).
 *
 * @param id of the station's maximum; a transaction's is that number and its EVSE or connector
 */
record Profiles(int id, int voltage) {
  /** Long ago for every clock: a schedule that begins later than now holds nothing. */
  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

  static boolean isMaximum(String purpose) {
    return purpose.equals("ChargePointMaxProfile") || purpose.equals("ChargingStationMaxProfile");
  }

  /** True when a profile can name the transaction: 1.6 has numbers, and it has to be somewhere. */
  static boolean isOf(OcppVersion version, StationView.Running running) {
    return running.place() > 0
        && (!version.equals(OcppVersion.V1_6) || running.transactionId().matches("\\d{1,10}"));
  }

  /** SetChargingProfile of what the whole station may draw. */
  JsonView maximum(OcppVersion version, Member member, int limit) {
    String purpose =
        version.equals(OcppVersion.V1_6) ? "ChargePointMaxProfile" : "ChargingStationMaxProfile";
    return set(version, 0, profile(version, id, purpose, member, limit));
  }

  /** SetChargingProfile of what one transaction may draw. */
  JsonView transaction(OcppVersion version, Member member, StationView.Running running, int limit) {
    JsonObjectBuilder profile = profile(version, id + running.place(), "TxProfile", member, limit);
    if (version.equals(OcppVersion.V1_6)) {
      profile.put("transactionId", Long.parseLong(running.transactionId()));
    } else {
      profile.put("transactionId", running.transactionId());
    }
    return set(version, running.place(), profile);
  }

  private JsonObjectBuilder profile(
      OcppVersion version, int number, String purpose, Member member, int limit) {
    boolean is16 = version.equals(OcppVersion.V1_6);
    JsonObjectBuilder profile =
        JsonView.object()
            .put(is16 ? "chargingProfileId" : "id", number)
            .put("stackLevel", 0)
            .put("chargingProfilePurpose", purpose)
            .put("chargingProfileKind", "Absolute");
    JsonObjectBuilder schedule = JsonView.object();
    if (!is16) {
      schedule.put("id", number);
    }
    JsonView schedules =
        schedule
            .put("startSchedule", BEGIN)
            .put("chargingRateUnit", member.watts() ? "W" : "A")
            .putObjects("chargingSchedulePeriod", List.of(period(member, limit)))
            .build();
    return is16
        ? profile.put("chargingSchedule", schedules)
        : profile.putObjects("chargingSchedule", List.of(schedules));
  }

  private JsonView period(Member member, int limit) {
    long factor = member.watts() ? (long) voltage * member.lines().size() : 1;
    return JsonView.object()
        .put("startPeriod", 0)
        .put("limit", BigDecimal.valueOf(limit * factor, 1))
        .put("numberPhases", member.lines().size())
        .build();
  }

  private static JsonView set(OcppVersion version, int place, JsonObjectBuilder profile) {
    return version.equals(OcppVersion.V1_6)
        ? JsonView.object()
            .put("connectorId", place)
            .put("csChargingProfiles", profile.build())
            .build()
        : JsonView.object().put("evseId", place).put("chargingProfile", profile.build()).build();
  }
}
