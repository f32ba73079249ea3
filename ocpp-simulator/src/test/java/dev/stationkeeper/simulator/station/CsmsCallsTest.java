// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.simulator.attack.LoopbackCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CsmsCallsTest {
  static final List<OcppVersion> VERSIONS = OcppVersion.all();

  private static String status(JsonView answer) {
    return answer.string("status").orElse("");
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void refusesWhatItDoesNotKnow(OcppVersion version) {
    Bench bench = Bench.of(version).inService();
    Frame.CallError error = assertInstanceOf(Frame.CallError.class, bench.ask("Dance", "{}"));
    assertEquals(ErrorCode.NOT_IMPLEMENTED, error.code());
  }

  @Test
  void aSoftResetOf16StopsTheTransactionFirstAndBootsAgain() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    charge(bench);
    assertEquals("Accepted", status(bench.result("Reset", "{\"type\":\"Soft\"}")));
    Frame.Call stop = bench.nextCall();
    assertEquals("SoftReset", stop.payload().string("reason").orElseThrow());
    bench.answer(stop, bench.kindly(stop));
    bench.settleAll();
    bench.settle();
    assertFalse(bench.open);
    bench.timing.pass(Duration.ofSeconds(3));
    bench.open();
    assertEquals(List.of("BootNotification"), bench.actions());
  }

  @Test
  void aHardResetOf16StopsTheTransactionAfterTheBoot() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    charge(bench);
    assertEquals("Accepted", status(bench.result("Reset", "{\"type\":\"Hard\"}")));
    bench.settle();
    assertFalse(bench.open);
    assertTrue(bench.sent.isEmpty());
    bench.timing.pass(Duration.ofSeconds(3));
    bench.open();
    Frame.Call boot = bench.nextCall();
    bench.answer(boot, bench.kindly(boot));
    Frame.Call stop = bench.nextCall();
    assertEquals("StopTransaction", stop.action().name());
    assertEquals("HardReset", stop.payload().string("reason").orElseThrow());
  }

  @Test
  void aResetOnIdleOf2xWaitsForTheTransaction() {
    Bench bench = Bench.of(OcppVersion.V2_0_1).inService();
    charge(bench);
    assertEquals("Scheduled", status(bench.result("Reset", "{\"type\":\"OnIdle\"}")));
    assertTrue(bench.open);
    bench.station.connectors().stop(1, StopCause.LOCAL, outcome -> {});
    bench.settleAll();
    bench.settle();
    assertFalse(bench.open);
    bench.timing.pass(Duration.ofSeconds(3));
    bench.open();
    Frame.Call boot = bench.nextCall();
    assertEquals("ScheduledReset", boot.payload().string("reason").orElseThrow());
  }

  @Test
  void anImmediateAndResumeResetOf21KeepsTheTransaction() {
    Bench bench = Bench.of(OcppVersion.V2_1).inService();
    charge(bench);
    String id = bench.station.connectors().transactionId(1);
    bench.result("Reset", "{\"type\":\"ImmediateAndResume\"}");
    bench.settle();
    bench.timing.pass(Duration.ofSeconds(3));
    bench.open();
    Frame.Call boot = bench.nextCall();
    bench.answer(boot, bench.kindly(boot));
    Frame.Call next = bench.nextCall();
    while (next.action().name().equals("StatusNotification")) {
      bench.answer(next, bench.kindly(next));
      next = bench.nextCall();
    }
    assertEquals("TxResumed", next.payload().string("triggerReason").orElseThrow());
    assertEquals(id, next.payload().string("transactionInfo", "transactionId").orElseThrow());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void aRemoteStartWaitsForTheCableAndARemoteStopEndsIt(OcppVersion version) {
    boolean old = version.equals(OcppVersion.V1_6);
    Bench bench = Bench.of(version).inService();
    JsonView started =
        old
            ? bench.result("RemoteStartTransaction", "{\"connectorId\":2,\"idTag\":\"R\"}")
            : bench.result(
                "RequestStartTransaction",
                "{\"evseId\":2,\"remoteStartId\":9,\"idToken\":{\"idToken\":\"R\",\"type\":\"Central\"}}");
    assertEquals("Accepted", status(started));
    assertEquals(2, bench.station.connectors().awaitingCable());
    bench.settleAll();
    bench.station.connectors().plugIn(2);
    bench.settleAll();
    assertTrue(bench.station.connectors().isCharging(2));

    String id = bench.station.connectors().transactionId(2);
    JsonView stopped =
        old
            ? bench.result("RemoteStopTransaction", "{\"transactionId\":" + id + "}")
            : bench.result("RequestStopTransaction", "{\"transactionId\":\"" + id + "\"}");
    assertEquals("Accepted", status(stopped));
    assertFalse(bench.station.connectors().isCharging(2));
    String unknown = old ? "RemoteStopTransaction" : "RequestStopTransaction";
    assertEquals(
        "Rejected",
        status(bench.result(unknown, old ? "{\"transactionId\":5}" : "{\"transactionId\":\"x\"}")));
  }

  @Test
  void reportsItsDeviceModelInPartsThatEnd() {
    Bench bench = Bench.of(OcppVersion.V2_0_1).inService();
    assertEquals(
        "Accepted",
        status(
            bench.result("GetBaseReport", "{\"requestId\":5,\"reportBase\":\"FullInventory\"}")));
    int seqNo = 0;
    boolean more = true;
    while (more) {
      Frame.Call part = bench.nextCall();
      assertEquals("NotifyReport", part.action().name());
      assertEquals(seqNo++, part.payload().number("seqNo").orElseThrow());
      more = part.payload().bool("tbc").orElse(false);
      bench.answer(part, JsonView.EMPTY);
    }
    assertTrue(seqNo > 3);
    assertTrue(bench.sent.isEmpty());
  }

  @Test
  void keepsWhatTheCsmsConfigures() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    assertEquals(
        "Accepted",
        status(
            bench.result(
                "ChangeConfiguration", "{\"key\":\"heartbeatinterval\",\"value\":\"17\"}")));
    JsonView read = bench.result("GetConfiguration", "{\"key\":[\"HeartbeatInterval\",\"Nope\"]}");
    assertEquals("17", read.objects("configurationKey").getFirst().string("value").orElseThrow());
    assertEquals(List.of("Nope"), read.strings("unknownKey"));
    bench.timing.pass(Duration.ofSeconds(17));
    assertEquals(List.of("Heartbeat"), bench.actions());
  }

  @Test
  void answersVariablesOneByOne() {
    Bench bench = Bench.of(OcppVersion.V2_1).inService();
    JsonView set =
        bench.result(
            "SetVariables",
            """
            {"setVariableData":[
              {"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"},
               "attributeValue":"9"},
              {"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"},
               "attributeValue":"soon"},
              {"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"X"},"attributeValue":"1"},
              {"component":{"name":"X"},"variable":{"name":"X"},"attributeValue":"1"}]}
            """);
    assertEquals(
        List.of("Accepted", "Rejected", "UnknownVariable", "UnknownComponent"),
        set.objects("setVariableResult").stream()
            .map(result -> result.string("attributeStatus").orElseThrow())
            .toList());
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void goesOutOfServiceAfterTheTransaction(OcppVersion version) {
    boolean old = version.equals(OcppVersion.V1_6);
    Bench bench = Bench.of(version).inService();
    charge(bench);
    JsonView answer =
        old
            ? bench.result("ChangeAvailability", "{\"connectorId\":1,\"type\":\"Inoperative\"}")
            : bench.result(
                "ChangeAvailability",
                "{\"operationalStatus\":\"Inoperative\",\"evse\":{\"id\":1}}");
    assertEquals("Scheduled", status(answer));
    bench.station.connectors().unplug(1);
    assertEquals("Unavailable", bench.station.connectors().status(1));
  }

  @Test
  void givesAReservationBackWhenItExpires() {
    Bench bench = Bench.of(OcppVersion.V2_0_1).inService();
    String expiry = bench.timing.now().plusSeconds(30).toString();
    assertEquals(
        "Accepted",
        status(
            bench.result(
                "ReserveNow",
                "{\"id\":4,\"evseId\":1,\"expiryDateTime\":\""
                    + expiry
                    + "\",\"idToken\":{\"idToken\":\"A\",\"type\":\"Central\"}}")));
    assertEquals("Reserved", bench.station.connectors().status(1));
    bench.settleAll();
    bench.timing.pass(Duration.ofSeconds(31));
    assertEquals("Available", bench.station.connectors().status(1));
    bench.settleAll();
  }

  @Test
  void sendsMeterValuesWhoseEnergyGrows() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    int before = bench.station.connectors().meterWh(1);
    charge(bench);
    bench.timing.pass(Duration.ofMinutes(1));
    Frame.Call values = bench.nextCall();
    assertEquals("MeterValues", values.action().name());
    assertEquals(77, values.payload().number("transactionId").orElseThrow());
    assertTrue(bench.station.connectors().meterWh(1) > before);
  }

  @Test
  void endsATransactionWhoseTokenTheCsmsDoesNotAccept() {
    Bench bench = Bench.of(OcppVersion.V1_6).inService();
    bench.station.connectors().plugIn(1);
    bench.settleAll();
    bench.station.connectors().start(1, "BAD", outcome -> {});
    Frame.Call start = bench.nextCall();
    bench.answer(
        start, JsonView.parse("{\"transactionId\":5,\"idTagInfo\":{\"status\":\"Invalid\"}}"));
    Frame.Call next = bench.nextCall();
    while (!next.action().name().equals("StopTransaction")) {
      bench.answer(next, JsonView.EMPTY);
      next = bench.nextCall();
    }
    assertEquals("DeAuthorized", next.payload().string("reason").orElseThrow());
  }

  private static void charge(Bench bench) {
    bench.station.connectors().plugIn(1);
    bench.settleAll();
    bench.station.connectors().start(1, "TAG", outcome -> {});
    bench.settleAll();
    assertTrue(bench.station.connectors().isCharging(1));
  }

  @Test
  void certificatesOf2xAreInstalledToldAndDeleted(@TempDir Path folder) throws Exception {
    Bench bench = Bench.of(OcppVersion.V2_0_1).inService();
    String pem = Files.readString(LoopbackCertificate.in(folder).certificate());
    String install =
        JsonView.object()
            .put("certificateType", "CSMSRootCertificate")
            .put("certificate", pem)
            .build()
            .text();
    assertEquals("NotFound", status(bench.result("GetInstalledCertificateIds", "{}")));
    assertEquals("Accepted", status(bench.result("InstallCertificate", install)));
    assertEquals(
        "Failed",
        status(
            bench.result(
                "InstallCertificate",
                "{\"certificateType\":\"CSMSRootCertificate\",\"certificate\":\"none\"}")));

    JsonView told = bench.result("GetInstalledCertificateIds", "{}");
    JsonView hashes =
        told.object("certificateHashDataChain", "0", "certificateHashData").orElseThrow();
    assertEquals(64, hashes.string("issuerKeyHash").orElseThrow().length());
    assertEquals(
        "NotFound",
        status(
            bench.result(
                "GetInstalledCertificateIds", "{\"certificateType\":[\"MORootCertificate\"]}")));
    String delete = JsonView.object().put("certificateHashData", hashes).build().text();
    assertEquals("Accepted", status(bench.result("DeleteCertificate", delete)));
    assertEquals("NotFound", status(bench.result("DeleteCertificate", delete)));
  }
}
