// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static dev.stationkeeper.engine.Bench.STATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Effect;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets of commands are nowhere but on the wire (A01.FR.09). */
class CommandSecretsTest {
  private static final BackwardsVault VAULT = new BackwardsVault();

  private static Command command(String action, String payload) {
    return new Command(
        "c1",
        Action.of(action),
        JsonView.parse(payload.replace('\'', '"')),
        Instant.parse("2099-01-01T00:00:00Z"),
        "ann");
  }

  @ParameterizedTest
  @DisplayName("A01.FR.09: what is secret is masked, and comes back whole where it is sent")
  @CsvSource(
      delimiter = '|',
      value = {
        "ChangeConfiguration | {'key':'authorizationkey','value':'S3CRET'}",
        "SetVariables | {'setVariableData':[{'attributeValue':'1','component':{'name':'X'},"
            + "'variable':{'name':'Y'}},{'attributeValue':'S3CRET',"
            + "'component':{'name':'SecurityCtrlr'},'variable':{'name':'BasicAuthPassword'}}]}",
        "SetNetworkProfile | {'configurationSlot':1,'connectionData':{"
            + "'apn':{'apnPassword':'S3CRET'},"
            + "'vpn':{'password':'S3CRET','key':'S3CRET'},'basicAuthPassword':'S3CRET'}}",
        "GetLog | {'log':{'remoteLocation':'https://u:S3CRET@files.example/a@b?c=1'}}",
        "GetDiagnostics | {'location':'ftp://u:S3CRET@S3CRET@files.example'}",
        "UpdateFirmware | {'firmware':{'location':'ftp://u:S3CRET@files.example/fw'}}",
        "UpdateFirmware | {'location':'ftp://u:S3CRET@files.example/fw'}",
        "SignedUpdateFirmware | {'firmware':{'location':'ftp://u:S3CRET@files.example/fw'}}",
        "PublishFirmware | {'location':'ftp://u:S3CRET@files.example/fw'}"
      })
  void secretsAreMaskedAndComeBack(String action, String payload) {
    Command wanted = command(action, payload);
    Command kept = CommandSecrets.seal(STATION, wanted, VAULT);
    assertFalse(kept.toString().contains("S3CRET"), kept::toString);
    assertTrue(kept.payload().text().contains("********"), kept::toString);
    assertTrue(CommandSecrets.areIn(wanted.action(), wanted.payload()));
    Frame sent =
        CommandSecrets.open(
            new Effect.Send(
                1,
                new Frame.Call(new MessageId("m1"), kept.action(), kept.payload()),
                kept.sealed()),
            VAULT);
    assertEquals(new Frame.Call(new MessageId("m1"), wanted.action(), wanted.payload()), sent);
  }

  @ParameterizedTest
  @DisplayName("A command without secrets stays what it was, letter by letter")
  @CsvSource(
      delimiter = '|',
      value = {
        "ChangeConfiguration | {'key':'HeartbeatInterval','value':'60'}",
        "SetVariables | {'setVariableData':[]}",
        "SetNetworkProfile | {'configurationSlot':1,'connectionData':{'apn':{'apn':'a'}}}",
        "GetLog | {'log':{'remoteLocation':'https://files.example/u@v'}}",
        "Reset | {'type':'Soft'}"
      })
  void otherCommandsAreLeftAlone(String action, String payload) {
    Command wanted = command(action, payload);
    assertSame(wanted, CommandSecrets.seal(STATION, wanted, VAULT));
    assertNull(wanted.sealed());
    assertFalse(CommandSecrets.areIn(wanted.action(), wanted.payload()));
  }

  @Test
  @DisplayName("A01.FR.09: no event and nobody who is told of events has the secret; the wire has")
  void theSecretIsOnTheWireOnly() {
    Bench bench = new Bench();
    bench.realMachine();
    bench.engines.submit(
        STATION, command("ChangeConfiguration", "{'key':'AuthorizationKey','value':'S3CRET'}"));
    bench.executor.runAll();
    // The station was away: what is sent later is what the log has.
    StationMachine machine = new StationMachine();
    EventCodec codec = new EventCodec();
    StationState fromLog = StationState.unknown(STATION);
    for (var logged : bench.log.events()) {
      EventCodec.Encoded text = codec.encode(logged.event());
      assertFalse(text.payload().contains("S3CRET"), text::payload);
      fromLog =
          machine.evolve(
              fromLog, codec.decode(text.type(), text.version(), text.payload()), logged.at());
    }
    assertEquals(bench.engines.state(STATION).orElseThrow().commands(), fromLog.commands());

    bench.engines.opened(STATION, OcppVersion.V1_6, "192.0.2.1:1", 0);
    bench.executor.runAll();
    bench.engines.received(
        STATION,
        1,
        "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}]");
    bench.executor.runAll();
    bench.questions.values().forEach(reply -> reply.accept(new Outcome.Passed()));
    bench.executor.runAll();
    assertEquals(
        1,
        bench.sent.stream().filter(text -> text.contains("S3CRET")).count(),
        bench.sent::toString);
    assertTrue(
        bench.log.events().stream().noneMatch(logged -> logged.toString().contains("S3CRET")));
    assertTrue(bench.occurrences.stream().noneMatch(told -> told.toString().contains("S3CRET")));
  }
}
