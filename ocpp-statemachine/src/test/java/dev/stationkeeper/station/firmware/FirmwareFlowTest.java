// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.firmware;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.overdue;
import static dev.stationkeeper.station.FlowAssertions.running;
import static dev.stationkeeper.station.FlowAssertions.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates of firmware (L01 to L03; 1.6 Firmware Management and signed firmware). */
class FirmwareFlowTest {
  private static final String KIND = "firmware";
  private static final String SIGNED_FIRMWARE =
      "{\"requestId\":%d,\"retries\":2,\"retryInterval\":60,\"firmware\":{"
          + "\"location\":\"https://files.example/fw\","
          + "\"retrieveDateTime\":\"2026-03-01T12:00:00Z\","
          + "\"installDateTime\":\"2026-03-02T10:00:00Z\","
          + "\"signingCertificate\":\"cert\",\"signature\":\"sig\"}}";
  private static final String PLAIN =
      "{\"location\":\"ftp://files.example/fw\",\"retrieveDate\":\"2026-03-01T10:00:00Z\"}";

  private static int calls;

  static Stream<OcppVersion> signed() {
    return OcppVersion.all().stream();
  }

  private static String request(OcppVersion version) {
    return version.equals(OcppVersion.V1_6) ? "SignedUpdateFirmware" : "UpdateFirmware";
  }

  private static MachineFixture asked(OcppVersion version) {
    return booted(MachineFixture.accepted(version), "1.0", "PowerUp", version)
        .whenCommand("c1", request(version), SIGNED_FIRMWARE.formatted(7));
  }

  private static MachineFixture agreed(OcppVersion version) {
    return asked(version).whenAnswer("m1", "{\"status\":\"Accepted\"}");
  }

  private static MachineFixture booted(
      MachineFixture station, String firmware, String reason, OcppVersion version) {
    String id = "b" + ++calls;
    String boot =
        version.equals(OcppVersion.V1_6)
            ? ("{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\","
                    + "\"firmwareVersion\":\"%s\"}")
                .formatted(firmware)
            : ("{\"reason\":\"%s\",\"chargingStation\":{\"model\":\"One\","
                    + "\"vendorName\":\"Acme\",\"firmwareVersion\":\"%s\"}}")
                .formatted(reason, firmware);
    return station
        .whenCall(id, "BootNotification", boot)
        .whenDecided(
            id,
            "{\"currentTime\":\"2026-03-01T10:00:00Z\",\"interval\":600,"
                + "\"status\":\"Accepted\"}");
  }

  private static MachineFixture says(
      MachineFixture station, OcppVersion version, String status, int requestId) {
    String action =
        version.equals(OcppVersion.V1_6)
            ? "SignedFirmwareStatusNotification"
            : "FirmwareStatusNotification";
    return station.whenCall(
        "s" + ++calls, action, "{\"status\":\"%s\",\"requestId\":%d}".formatted(status, requestId));
  }

  private static MachineFixture says16(MachineFixture station, String status) {
    return station.whenCall(
        "s" + ++calls, "FirmwareStatusNotification", "{\"status\":\"" + status + "\"}");
  }

  private static MachineFixture says(
      MachineFixture station, OcppVersion version, String... statuses) {
    for (String status : statuses) {
      says(station, version, status, 7);
    }
    return station;
  }

  @ParameterizedTest
  @MethodSource("signed")
  @DisplayName("L01.FR.10, L01.FR.20: it is followed by its number over reboots to Installed")
  void itIsFollowedOverRebootsToItsEnd(OcppVersion version) {
    MachineFixture station =
        says(
            agreed(version),
            version,
            "DownloadScheduled",
            "Downloading",
            "Downloaded",
            "SignatureVerified",
            "InstallScheduled",
            "InstallRebooting");
    booted(station.whenReconnected(version), "1.0", "FirmwareUpdate", version);
    says(station, version, "Installing");
    booted(
        station.whenKilledAndRestarted().whenReconnected(version),
        "2.0",
        "FirmwareUpdate",
        version);
    assertEquals("2.0", running(station, KIND).attributes().string("firmwareAfter").orElseThrow());
    says(station, version, "Installed");

    assertEquals(List.of("installed"), ends(station, KIND));
    assertEquals(
        List.of(
            "accepted",
            "downloadScheduled",
            "downloading",
            "downloaded",
            "signatureVerified",
            "installScheduled",
            "installRebooting",
            "installRebooting",
            "installing",
            "installing"),
        steps(station, KIND));
    // A status after the end concerns no flow.
    assertEquals(List.of(), says(station, version, "Idle").events(FlowEnded.class));
  }

  @Test
  @DisplayName("L01-times: what is kept of the request are its times and never its address")
  void timesAreKeptAndTheAddressIsNot() {
    MachineFixture station = asked(OcppVersion.V2_1);
    assertEquals(
        JsonView.parse(
            "{\"retries\":2,\"retryInterval\":60,\"signed\":true,\"firmwareBefore\":\"1.0\","
                + "\"retrieveAt\":\"2026-03-01T12:00:00Z\","
                + "\"installAt\":\"2026-03-02T10:00:00Z\"}"),
        station.events(FlowStarted.class).getFirst().attributes());
    station.whenAnswer("m1", "{\"status\":\"Accepted\"}");
    assertEquals(station.now().plus(Duration.ofHours(26)), running(station, KIND).deadline());
    says(station, OcppVersion.V2_1, "Downloaded");
    assertEquals(station.now().plus(Duration.ofDays(2)), running(station, KIND).deadline());
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidSignature", "InstallVerificationFailed", "InstallationFailed"})
  @DisplayName("L01-end: a failure ends it")
  void aFailureEndsIt(String status) {
    MachineFixture station = says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Downloaded");
    says(station, OcppVersion.V2_0_1, status);
    assertEquals(1, ends(station, KIND).size());
    assertEquals(
        status.toUpperCase(Locale.ROOT), ends(station, KIND).getFirst().toUpperCase(Locale.ROOT));
  }

  @Test
  @DisplayName("L01-end: DownloadFailed is final after the station's own tries only")
  void aFailedDownloadIsFinalAfterTheLastTry() {
    MachineFixture station =
        says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Downloading", "DownloadFailed");
    assertEquals(List.of(), ends(station, KIND));
    assertEquals(station.now().plus(Duration.ofMinutes(11)), running(station, KIND).deadline());
    says(station, OcppVersion.V2_0_1, "Downloading", "DownloadFailed");
    assertEquals(List.of("downloadFailed"), ends(station, KIND));
  }

  @Test
  @DisplayName("L01-end: a station that does not try again has failed")
  void aStationThatDoesNotTryAgainHasFailed() {
    MachineFixture station =
        says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Downloading", "DownloadFailed");
    assertEquals(List.of("downloadFailed"), ends(overdue(station, KIND), KIND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rejected", "InvalidCertificate", "RevokedCertificate"})
  @DisplayName("L01-resp: a station that does not want it ends it")
  void aRefusalEndsIt(String status) {
    MachineFixture station =
        asked(OcppVersion.V2_0_1).whenAnswer("m1", "{\"status\":\"" + status + "\"}");
    assertEquals(List.of("refused"), ends(station, KIND));
  }

  @Test
  @DisplayName("L01-resp: AcceptedCanceled ends the one before")
  void aSecondOneCancelsTheFirst() {
    MachineFixture station = says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Downloading");
    station
        .whenCommand("c2", "UpdateFirmware", SIGNED_FIRMWARE.formatted(8))
        .whenAnswer("m2", "{\"status\":\"AcceptedCanceled\"}");
    assertEquals(List.of("canceled"), ends(station, KIND));
    assertEquals(8, running(station, KIND).requestId());
    says(station, OcppVersion.V2_0_1, "Installed", 8);
    assertEquals(List.of("canceled", "installed"), ends(station, KIND));
  }

  @Test
  @DisplayName("L01.FR.10: a status for another number concerns no flow")
  void anotherNumberIsAnothersStatus() {
    MachineFixture station = says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Installed", 9);
    assertEquals("accepted", running(station, KIND).step());
  }

  @Test
  @DisplayName("A status may overtake the answer, and the answer may be lost")
  void statusesOvertakeAnswers() {
    MachineFixture station = says(asked(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Downloading");
    station.whenReconnected(OcppVersion.V2_0_1);
    assertEquals("downloading", running(station, KIND).step());
    says(station, OcppVersion.V2_0_1, "Installed");
    assertEquals(List.of("installed"), ends(station, KIND));
  }

  @Test
  @DisplayName("1.6 UpdateFirmware: statuses without a number are of the newest")
  void plainUpdatesAreFollowedWithoutANumber() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "UpdateFirmware", PLAIN)
            .whenAnswer("m1", "{}");
    says16(station, "Idle");
    assertEquals("accepted", running(station, KIND).step());
    says16(says16(station, "Downloading"), "Downloaded");
    station.whenCommand("c2", "UpdateFirmware", PLAIN).whenAnswer("m2", "{}");
    assertEquals(List.of("canceled"), ends(station, KIND));
    says16(says16(station, "Installing"), "Installed");
    assertEquals(List.of("canceled", "installed"), ends(station, KIND));
  }

  @Test
  @DisplayName("A station that is idle again and never told the end: unconfirmed")
  void idleWithoutAnEndIsUnconfirmed() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "UpdateFirmware", PLAIN)
            .whenAnswer("m1", "{}");
    says16(says16(station, "Installing"), "Idle");
    assertEquals(List.of("unconfirmed"), ends(station, KIND));
  }

  @Test
  @DisplayName("Another version after the reboot and no Installed: unconfirmed, not installed")
  void anotherVersionAloneIsNoInstallation() {
    MachineFixture station = says(agreed(OcppVersion.V1_6), OcppVersion.V1_6, "Installing");
    booted(station.whenReconnected(OcppVersion.V1_6), "2.0", "", OcppVersion.V1_6);
    overdue(station, KIND);
    assertEquals(
        List.of(
            JsonView.parse(
                "{\"step\":\"installing\",\"firmwareBefore\":\"1.0\",\"firmwareAfter\":\"2.0\"}")),
        station.events(FlowEnded.class).stream().map(FlowEnded::attributes).toList());
    assertEquals(List.of("unconfirmed"), ends(station, KIND));
  }

  @Test
  @DisplayName("A station that does nothing but boot has a deadline all the same")
  void aStationThatOnlyBootsHasADeadline() {
    MachineFixture station = says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Installing");
    for (int boot = 0; boot < 6; boot++) {
      booted(station.later(Duration.ofMinutes(100)), "1.0", "Watchdog", OcppVersion.V2_0_1);
    }
    assertEquals(
        station.now().minus(Duration.ofMinutes(200)).plus(Duration.ofHours(2)),
        running(station, KIND).deadline());
  }

  @Test
  @DisplayName("A station that tells nothing more: the step has a deadline, also over a restart")
  void aStationThatFallsSilentHasADeadline() {
    MachineFixture station =
        says(agreed(OcppVersion.V2_0_1), OcppVersion.V2_0_1, "Installing")
            .later(Duration.ofHours(2))
            .whenKilledAndRestarted();
    assertEquals(List.of("timedOut"), ends(station, KIND));
  }

  @Test
  @DisplayName("L03: firmware of a Local Controller is published, with its locations")
  void publishingIsFollowed() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand(
                "c1",
                "PublishFirmware",
                "{\"location\":\"https://files.example/fw\",\"checksum\":"
                    + "\"0123456789abcdef0123456789abcdef\",\"requestId\":3}")
            .whenAnswer("m1", "{\"status\":\"Accepted\"}")
            .whenCall(
                "1",
                "PublishFirmwareStatusNotification",
                "{\"status\":\"ChecksumVerified\",\"requestId\":3}")
            .whenCall(
                "2",
                "PublishFirmwareStatusNotification",
                "{\"status\":\"Published\",\"requestId\":3,\"location\":[\"http://lc/fw\"]}");
    assertEquals(List.of("accepted", "checksumVerified"), steps(station, "publishFirmware"));
    assertEquals(
        "{\"locations\":\"http://lc/fw\"}",
        station.events(FlowEnded.class).getFirst().attributes().text());
  }
}
