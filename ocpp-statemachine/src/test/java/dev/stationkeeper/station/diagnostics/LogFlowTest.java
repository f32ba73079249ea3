// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.diagnostics;

import static dev.stationkeeper.station.FlowAssertions.ends;
import static dev.stationkeeper.station.FlowAssertions.overdue;
import static dev.stationkeeper.station.FlowAssertions.running;
import static dev.stationkeeper.station.FlowAssertions.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.MachineFixture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads of logs (N01; 1.6 GetLog and GetDiagnostics). */
class LogFlowTest {
  private static final String GET_LOG =
      "{\"logType\":\"DiagnosticsLog\",\"requestId\":%d,\"retries\":1,"
          + "\"log\":{\"remoteLocation\":\"https://files.example/logs\"}}";
  private static final String GET_DIAGNOSTICS = "{\"location\":\"ftp://files.example/logs\"}";

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  private static MachineFixture uploading(OcppVersion version) {
    return status(
        MachineFixture.accepted(version)
            .whenCommand("c1", "GetLog", GET_LOG.formatted(4))
            .whenAnswer("m1", "{\"status\":\"Accepted\",\"filename\":\"log.zip\"}"),
        "Uploading",
        4);
  }

  private static MachineFixture status(MachineFixture station, String status, int requestId) {
    return station.whenCall(
        "s" + status + requestId,
        "LogStatusNotification",
        "{\"status\":\"%s\",\"requestId\":%d}".formatted(status, requestId));
  }

  private static MachineFixture diagnostics(MachineFixture station, String status) {
    return station.whenCall(
        "d" + status, "DiagnosticsStatusNotification", "{\"status\":\"" + status + "\"}");
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("N01-flow: the upload is followed by its number to Uploaded")
  void anUploadIsFollowed(OcppVersion version) {
    MachineFixture station = uploading(version);
    assertEquals("log.zip", running(station, "log").attributes().string("file").orElseThrow());
    status(station.whenReconnected(version), "Uploaded", 4);
    assertEquals(List.of("accepted", "uploading"), steps(station, "log"));
    assertEquals(List.of("uploaded"), ends(station, "log"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @DisplayName("N01-flow: a second GetLog cancels the first, whichever way the station says so")
  void aSecondOneCancelsTheFirst(OcppVersion version) {
    MachineFixture station =
        uploading(version)
            .whenCommand("c2", "GetLog", GET_LOG.formatted(5))
            .whenAnswer("m2", "{\"status\":\"AcceptedCanceled\"}");
    assertEquals(List.of("canceled"), ends(station, "log"));
    status(status(station, "Uploading", 5), "PermissionDenied", 5);
    assertEquals(List.of("canceled", "permissionDenied"), ends(station, "log"));
  }

  @Test
  @DisplayName("N01-flow: the status AcceptedCanceled may come before the answer")
  void theCancelledOneMayTellFirst() {
    MachineFixture station =
        uploading(OcppVersion.V2_0_1).whenCommand("c2", "GetLog", GET_LOG.formatted(5));
    status(station, "AcceptedCanceled", 4).whenAnswer("m2", "{\"status\":\"AcceptedCanceled\"}");
    assertEquals(List.of("canceled"), ends(station, "log"));
    assertEquals(5, running(station, "log").requestId());
  }

  @Test
  @DisplayName("N01-flow: an upload that stops in the middle has a deadline")
  void anUploadThatStopsHasADeadline() {
    assertEquals(List.of("timedOut"), ends(overdue(uploading(OcppVersion.V2_1), "log"), "log"));
  }

  @Test
  @DisplayName("N01-flow: a station that has no log of that kind refuses")
  void aRefusalEndsIt() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V2_0_1)
            .whenCommand("c1", "GetLog", GET_LOG.formatted(4))
            .whenAnswer("m1", "{\"status\":\"Rejected\"}");
    assertEquals(List.of("refused"), ends(station, "log"));
  }

  @Test
  @DisplayName("1.6 GetDiagnostics: followed without a number, failed uploads are an end")
  void diagnosticsAreFollowed() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "GetDiagnostics", GET_DIAGNOSTICS)
            .whenAnswer("m1", "{\"fileName\":\"d.zip\"}");
    diagnostics(diagnostics(station, "Uploading"), "UploadFailed");
    assertEquals(List.of("accepted", "uploading"), steps(station, "diagnostics"));
    assertEquals(List.of("uploadFailed"), ends(station, "diagnostics"));
  }

  @Test
  @DisplayName("1.6 GetDiagnostics: without a file name there is nothing to wait for")
  void noDiagnosticsIsAnEnd() {
    MachineFixture station =
        MachineFixture.accepted(OcppVersion.V1_6)
            .whenCommand("c1", "GetDiagnostics", GET_DIAGNOSTICS)
            .whenAnswer("m1", "{}");
    assertEquals(List.of("empty"), ends(station, "diagnostics"));
  }
}
