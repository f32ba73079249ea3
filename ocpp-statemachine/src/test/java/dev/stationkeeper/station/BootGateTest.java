// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.RegistrationDecided;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of who may send what before a station is accepted, action by action. */
class BootGateTest {
  private static final String BOOT = "BootNotification";

  private static StationState state(String registration) {
    MachineFixture station = new MachineFixture();
    return registration.isEmpty()
        ? station.state()
        : station.given(new RegistrationDecided(registration, 60)).state();
  }

  private static Set<String> actions(OcppVersion version, Predicate<MessageType<?>> direction) {
    Set<String> names = new TreeSet<>();
    MessageCatalogue catalogue = MessageCatalogue.of(version);
    for (Action action : catalogue.actions()) {
      if (direction.test(catalogue.request(action).orElseThrow())) {
        names.add(action.name());
      }
    }
    return names;
  }

  /** What the station may send, of all that the version lets a station send. */
  private static Set<String> in(OcppVersion version, String registration, Session session) {
    Set<String> names = actions(version, type -> type.direction().fromStation());
    names.removeIf(action -> !Gate.lets(state(registration), session, action));
    return names;
  }

  /** What we may send, of all that the version lets a CSMS send. */
  private static Set<String> out(OcppVersion version, String registration) {
    Set<String> names = actions(version, type -> type.direction().fromCsms());
    names.removeIf(action -> !Gate.letsOut(state(registration), version, action));
    return names;
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("B01.FR.10, B03.FR.03, B03.FR.07: unknown and Rejected: a boot, and nothing from us")
  @Tag("B01.FR.10")
  @Tag("B03.FR.03")
  @Tag("B03.FR.07")
  void unknownAndRejected(OcppVersion version) {
    for (String registration : Set.of("", "Rejected")) {
      assertEquals(Set.of(BOOT), in(version, registration, Session.of(1, version)));
      assertEquals(Set.of(), out(version, registration));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("B02.FR.09: Pending: a boot, what was triggered, and under 2.x reports")
  @Tag("B02.FR.09")
  void pendingStation(OcppVersion version) {
    Session session = Session.of(1, version).expecting("Heartbeat");
    Set<String> expected = new TreeSet<>(Set.of(BOOT, "Heartbeat"));
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      expected.addAll(Set.of("NotifyReport", "NotifyMonitoringReport"));
    }
    assertEquals(expected, in(version, "Pending", session));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName(
      "B02.FR.01, B02.FR.05, BOOT-04: Pending: we configure; 1.6: all but remote start/stop")
  void pendingCsms(OcppVersion version) {
    Set<String> expected;
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      expected =
          Set.of(
              "GetVariables",
              "SetVariables",
              "GetBaseReport",
              "GetReport",
              "TriggerMessage",
              "CertificateSigned",
              "InstallCertificate",
              "SetNetworkProfile");
    } else {
      expected = actions(version, type -> type.direction().fromCsms());
      expected.removeAll(Set.of("RemoteStartTransaction", "RemoteStopTransaction"));
    }
    assertEquals(expected, out(version, "Pending"));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("CON-19, 3.1: Accepted, also on a later connection: everything, both ways")
  @Tag("CON-19")
  void accepted(OcppVersion version) {
    assertEquals(
        actions(version, type -> type.direction().fromStation()),
        in(version, "Accepted", Session.of(2, version)));
    assertEquals(actions(version, type -> type.direction().fromCsms()), out(version, "Accepted"));
  }
}
