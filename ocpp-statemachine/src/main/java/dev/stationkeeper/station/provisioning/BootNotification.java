// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Registration;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;
import dev.stationkeeper.station.event.StationEvent.BootNotified;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.time.Duration;

/** A station says what it is and asks to be let in. It ends no transaction (BOOT-01 to BOOT-06). */
final class BootNotification implements Service {
  @Override
  public Outcome serve(Turn turn, InboundCall call) {
    turn.record(read(turn.version(), call.payload()));
    return Outcome.ASK;
  }

  @Override
  public Verdict undecided(Turn turn, InboundCall call) {
    return new Verdict.Payload(
        JsonView.object().put("status", turn.policy().defaultRegistration()).build());
  }

  @Override
  public JsonView completed(Turn turn, InboundCall call, JsonView decided) {
    boolean accepted = decided.string("status").orElse("").equals(Registration.ACCEPTED);
    Duration interval =
        accepted ? turn.policy().heartbeatInterval() : turn.policy().bootRetryInterval();
    return Completion.of(decided)
        .ifAbsent("currentTime", turn.now())
        .ifAbsent("interval", turn.policy().spread(turn.state().id(), interval).toSeconds())
        .done();
  }

  @Override
  public void decided(Turn turn, InboundCall call, JsonView response) {
    turn.record(
        new RegistrationDecided(
            response.string("status").orElseThrow(),
            (int) response.number("interval").orElseThrow()));
  }

  private static BootNotified read(OcppVersion version, JsonView boot) {
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      return new BootNotified(
          boot.string("chargingStation", "vendorName").orElse(""),
          boot.string("chargingStation", "model").orElse(""),
          boot.string("chargingStation", "serialNumber").orElse(null),
          boot.string("chargingStation", "firmwareVersion").orElse(null),
          boot.string("reason").orElse(null),
          boot.string("chargingStation", "modem", "iccid").orElse(null),
          boot.string("chargingStation", "modem", "imsi").orElse(null));
    }
    return new BootNotified(
        boot.string("chargePointVendor").orElse(""),
        boot.string("chargePointModel").orElse(""),
        boot.string("chargePointSerialNumber")
            .or(() -> boot.string("chargeBoxSerialNumber"))
            .orElse(null),
        boot.string("firmwareVersion").orElse(null),
        null,
        boot.string("iccid").orElse(null),
        boot.string("imsi").orElse(null));
  }
}
