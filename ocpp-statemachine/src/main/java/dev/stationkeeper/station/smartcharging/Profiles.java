// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Transaction;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.SmartChargingEvent.ChargingProfilesCleared;
import dev.stationkeeper.station.smartcharging.ChargingProfiles.Installed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answers and reports tell of the profiles that a station has. */
final class Profiles {
  private static final String EXTERNAL = "ChargingStationExternalConstraints";

  private Profiles() {}

  /** Some of the station's profiles; it may come for a request that nobody made (GEN-03). */
  static final class ReportChargingProfiles implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView report = call.payload();
      int place = (int) report.number("evseId").orElse(0);
      String source = report.string("chargingLimitSource").orElse(Profile.OURS);
      for (JsonView json : report.objects("chargingProfile")) {
        Profile profile = new Profile(json, place);
        turn.record(profile.installed(profile.transactionId(), source));
      }
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  static void commandEnded(Turn turn, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      Profile.set(ended.command())
          .ifPresent(
              profile ->
                  turn.record(profile.installed(transactionId(turn, profile), Profile.OURS)));
    }
    // Unknown means that it has none of them, so we have none to remember.
    if (ended.isAnswered() && ended.command().action().name().equals("ClearChargingProfile")) {
      cleared(turn, ended.command().payload());
    }
  }

  /** 1.6 need not name the transaction: it is the one that runs there. */
  private static @Nullable String transactionId(Turn turn, Profile profile) {
    String told = profile.transactionId();
    if (told != null || !profile.purpose().equals(Profile.TX)) {
      return told;
    }
    return turn.state().transactions().open().reversed().stream()
        .filter(t -> t.isAt(null, profile.place()))
        .map(Transaction::id)
        .findFirst()
        .orElse(null);
  }

  private static void cleared(Turn turn, JsonView wanted) {
    List<Integer> gone =
        turn.state().parts().get(ChargingProfiles.class).all().stream()
            .filter(known -> matches(known, wanted))
            .map(Installed::id)
            .toList();
    if (!gone.isEmpty()) {
      turn.record(new ChargingProfilesCleared(gone));
    }
  }

  private static boolean matches(Installed known, JsonView wanted) {
    Integer id =
        Optional.ofNullable(Read.integer(wanted, "id"))
            .orElse(Read.integer(wanted, "chargingProfileId"));
    if (id != null) {
      return known.id() == id;
    }
    JsonView criteria = wanted.object("chargingProfileCriteria").orElse(wanted);
    Integer place =
        Optional.ofNullable(Read.integer(criteria, "evseId"))
            .orElse(Read.integer(criteria, "connectorId"));
    Integer level = Read.integer(criteria, "stackLevel");
    return !known.purpose().equals(EXTERNAL)
        && (place == null || place == known.place())
        && (level == null || level == known.stackLevel())
        && criteria.string("chargingProfilePurpose").map(known.purpose()::equals).orElse(true);
  }
}
