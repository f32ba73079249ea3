// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.FlowEvent.FlowEnded;
import dev.stationkeeper.station.event.FlowEvent.FlowStarted;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in whatever order, some things hold after every step. The fixture adds that the
 * live state equals the fold of the log's text. A failing seed is in the message.
 */
class RandomWalkTest {
  private static final int SEEDS = 150;
  private static final int STEPS = 120;

  private static final List<String> PAYLOADS =
      List.of(
          "{}",
          "{\"idTag\":\"TAG\"}",
          "{\"idToken\":{\"idToken\":\"TAG\",\"type\":\"ISO14443\"}}",
          "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}",
          "{\"timestamp\":\"2026-03-01T09:00:00Z\",\"connectorStatus\":\"Occupied\","
              + "\"evseId\":1,\"connectorId\":1}",
          Transactions16Test.start(1, "TAG", "2026-03-01T09:59:00Z", 100),
          Transactions16Test.start(2, "TAG", "2026-03-01T09:59:00Z", 100),
          "{\"transactionId\":-1,\"timestamp\":\"2026-03-01T10:30:00Z\",\"meterStop\":900}",
          "{\"transactionId\":1001,\"idTag\":\"TAG\",\"timestamp\":\"2026-03-01T10:30:00Z\","
              + "\"meterStop\":900}",
          transaction("Started", 0),
          transaction("Updated", 1),
          transaction("Updated", 3),
          transaction("Ended", 4),
          "{\"idTag\":7,\"status\":[],\"seqNo\":\"x\"}",
          report(0, true),
          report(1, false),
          report(3, true),
          "{\"status\":\"Downloading\",\"requestId\":7}",
          "{\"status\":\"Installed\",\"requestId\":7}",
          "{\"status\":\"Uploading\",\"requestId\":7}",
          "{\"status\":\"Idle\"}",
          "{\"csr\":\"PEM\"}",
          "{\"status\":\"Scheduled\"}",
          "{\"status\":\"VersionMismatch\"}",
          "{\"messagesInQueue\":false,\"ongoingIndicator\":false}",
          "{\"status\":\"Accepted\"}");

  private static final List<String> COMMANDS =
      List.of(
          "{}",
          "{\"type\":\"Soft\"}",
          "{\"type\":\"OnIdle\",\"evseId\":1}",
          "{\"type\":\"Immediate\"}",
          "{\"requestedMessage\":\"Heartbeat\"}",
          "{\"requestId\":7,\"reportBase\":\"FullInventory\"}",
          "{\"requestId\":7,\"firmware\":{\"location\":\"https://files.example\","
              + "\"retrieveDateTime\":\"2026-03-01T10:00:00Z\"}}",
          "{\"location\":\"https://files.example\",\"retrieveDate\":\"2026-03-01T10:00:00Z\"}",
          "{\"requestId\":7,\"logType\":\"DiagnosticsLog\","
              + "\"log\":{\"remoteLocation\":\"https://files.example\"}}",
          "{\"certificateChain\":\"PEM\"}",
          "{\"requestedMessage\":\"SignChargingStationCertificate\"}",
          "{\"key\":\"AuthorizationKey\",\"value\":\"********\"}");

  /** Commands that some version takes, each with what goes with it. */
  private static final List<String> FITTING =
      List.of(
          "ChangeAvailability {\"connectorId\":1,\"type\":\"Inoperative\"}",
          "ChangeAvailability {\"operationalStatus\":\"Operative\"}",
          "SendLocalList {\"listVersion\":2,\"updateType\":\"Differential\"}",
          "SendLocalList {\"versionNumber\":2,\"updateType\":\"Differential\"}",
          "RemoteStartTransaction {\"idTag\":\"TAG\"}",
          "RemoteStopTransaction {\"transactionId\":1001}",
          "RequestStartTransaction {\"remoteStartId\":1,\"idToken\":{\"idToken\":\"TAG\","
              + "\"type\":\"Central\"}}",
          "RequestStopTransaction {\"transactionId\":\"T\"}",
          "GetTransactionStatus {\"transactionId\":\"T\"}",
          "RequestBatterySwap {\"requestId\":1,\"idToken\":{\"idToken\":\"TAG\","
              + "\"type\":\"Central\"}}");

  private static final List<String> ACTIONS =
      List.of(
          "BootNotification",
          "Heartbeat",
          "Authorize",
          "StatusNotification",
          "StartTransaction",
          "StopTransaction",
          "TransactionEvent",
          "MeterValues",
          "NotifyReport",
          "DataTransfer",
          "SignCertificate",
          "FirmwareStatusNotification",
          "LogStatusNotification",
          "FooBar");

  private static String report(int seqNo, boolean more) {
    return ("{\"requestId\":7,\"generatedAt\":\"2026-03-01T10:00:00Z\",\"seqNo\":%d,"
            + "\"tbc\":%s}")
        .formatted(seqNo, more);
  }

  private static String transaction(String type, int seqNo) {
    return ("{\"eventType\":\"%s\",\"timestamp\":\"2026-03-01T09:00:00Z\","
            + "\"triggerReason\":\"Trigger\",\"seqNo\":%d,\"evse\":{\"id\":1},"
            + "\"idToken\":{\"idToken\":\"TAG\",\"type\":\"ISO14443\"},"
            + "\"transactionInfo\":{\"transactionId\":\"T\"}}")
        .formatted(type, seqNo);
  }

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyCallHasOneAnswerAndEveryCommandOneEnd(OcppVersion version) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new Walk(version, seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(version + ", seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One station's life. */
  private static final class Walk {
    private final OcppVersion version;
    private final Random random;
    private final MachineFixture station = new MachineFixture();
    private final Map<MessageId, Integer> answers = new HashMap<>();
    private final Set<MessageId> owed = new HashSet<>();
    private final Set<MessageId> out = new HashSet<>();
    private int calls;
    private int commands;

    Walk(OcppVersion version, long seed) {
      this.version = version;
      this.random = new Random(seed);
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        station.later(Duration.ofSeconds(random.nextInt(40)));
        step();
        check();
      }
      settle();
    }

    private void step() {
      Session session = station.session();
      long connection = session.connection();
      switch (random.nextInt(14)) {
        case 0 -> connect();
        case 1 -> lose(() -> in(new Input.Closed(connection, 1006, "gone")));
        case 2 -> lose(station::whenKilledAndRestarted);
        case 3, 4 -> command();
        case 5 -> answerCommand(connection);
        case 6, 7, 8 -> decide(session);
        case 9 -> fire();
        default -> call(connection, pick(ACTIONS));
      }
    }

    private void connect() {
      out.clear();
      owed.clear();
      long next = station.state().link().connection() + 1;
      in(new Input.Opened(next, version, MachineFixture.ADDRESS));
      if (random.nextBoolean()) {
        call(next, "BootNotification");
      }
    }

    private void lose(Runnable how) {
      how.run();
      if (!station.session().isConnected()) {
        out.clear();
        owed.clear();
      }
    }

    private void call(long connection, String action) {
      MessageId id = new MessageId("c" + ++calls);
      String payload = action.equals("BootNotification") ? BootTest.boot(version) : pick(PAYLOADS);
      if (station.session().isConnected()) {
        owed.add(id);
      }
      in(new Input.Received(connection, MachineFixture.call(id.value(), action, payload)));
    }

    private void command() {
      String action =
          pick(
              List.of(
                  "ClearCache",
                  "Reset",
                  "TriggerMessage",
                  "GetBaseReport",
                  "UpdateFirmware",
                  "GetLog",
                  "CertificateSigned",
                  "ChangeConfiguration"));
      String payload = pick(COMMANDS);
      if (random.nextBoolean()) {
        String fitting = pick(FITTING);
        action = fitting.substring(0, fitting.indexOf(' '));
        payload = fitting.substring(fitting.indexOf(' ') + 1);
      }
      in(new Input.CommandSubmitted(station.command("k" + ++commands, action, payload)));
      if (random.nextInt(4) == 0) {
        in(new Input.CommandCancelled("k" + (1 + random.nextInt(commands))));
      }
    }

    private void answerCommand(long connection) {
      CommandQueue.Sent sent = station.state().commands().out();
      MessageId id = new MessageId(sent == null ? "none" : sent.messageId());
      out.remove(id);
      in(
          random.nextBoolean()
              ? new Input.Received(connection, MachineFixture.result(id.value(), pick(PAYLOADS)))
              : new Input.Received(
                  connection,
                  new Frame.CallError(id, ErrorCode.NOT_SUPPORTED, "", JsonView.EMPTY)));
    }

    private void decide(Session session) {
      MessageId id = session.head().map(InboundCall::id).orElse(new MessageId("none"));
      long connection = session.connection();
      in(
          switch (random.nextInt(5)) {
            case 0 -> new Input.Undecided(connection, id);
            case 1 -> new Input.DecisionFailed(connection, id, "crashed");
            case 2 -> new Input.Refused(connection, id, ErrorCode.GENERIC_ERROR, "no");
            case 3 -> new Input.Decided(connection - 1, id, JsonView.EMPTY);
            default -> new Input.Decided(connection, id, JsonView.parse(pick(PAYLOADS)));
          });
    }

    private void fire() {
      CommandQueue queue = station.state().commands();
      CommandQueue.Sent sent = queue.out();
      List<Flow> flows = station.state().flows().running();
      if (!flows.isEmpty() && random.nextBoolean()) {
        Flow flow = pick(flows);
        if (flow.deadline().isAfter(station.now())) {
          station.later(Duration.between(station.now(), flow.deadline()));
        }
        in(new Input.TimerFired(new TimerKey("flow", flow.id())));
      } else if (sent != null && random.nextBoolean()) {
        out.remove(new MessageId(sent.messageId()));
        in(new Input.TimerFired(new TimerKey("call", sent.messageId())));
      } else if (!queue.queued().isEmpty()) {
        in(new Input.TimerFired(new TimerKey("command", queue.queued().getFirst().id())));
      } else {
        in(new Input.TimerFired(new TimerKey("decision", "c" + calls)));
      }
    }

    private void in(Input input) {
      station.when(input);
      note();
    }

    private void check() {
      assertTrue(out.size() <= 1, () -> "more than one CALL out: " + out);
      assertTrue(station.session().calls().size() <= Policy.DEFAULT.inboundQueue(), "queue");
      Set<MessageId> waiting = new HashSet<>();
      station.session().calls().forEach(call -> waiting.add(call.id()));
      assertEquals(waiting, owed, "what waits is what is owed");
    }

    private void note() {
      for (Frame frame : station.frames()) {
        switch (frame) {
          case Frame.CallResult f -> answered(f.id());
          case Frame.CallError f -> answered(f.id());
          case Frame.Call f -> assertTrue(out.add(f.id()), "an id used twice");
          case Frame.CallResultError _, Frame.Send _ -> {}
        }
      }
    }

    private void answered(MessageId id) {
      assertEquals(1, answers.merge(id, 1, Integer::sum), () -> "answers to " + id);
      assertTrue(owed.remove(id), () -> "nobody asked " + id);
    }

    private void settle() {
      // A flow may have a command of its own sent when its deadline passes, and wait for its end.
      for (int restarts = 0; restarts < 5; restarts++) {
        station.whenKilledAndRestarted().later(Duration.ofDays(8));
      }
      station.whenKilledAndRestarted();
      assertEquals(List.of(), station.state().flows().running(), "every flow has an end");
      Map<String, Integer> flowEnds = new HashMap<>();
      station.history(FlowEnded.class).forEach(e -> flowEnds.merge(e.flowId(), 1, Integer::sum));
      for (FlowStarted begun : station.history(FlowStarted.class)) {
        assertEquals(1, flowEnds.get(begun.flowId()), begun::flowId);
      }
      Map<String, Integer> ends = new HashMap<>();
      station
          .history(CommandEnded.class)
          .forEach(end -> ends.merge(end.commandId(), 1, Integer::sum));
      for (CommandQueued queued : station.history(CommandQueued.class)) {
        assertEquals(1, ends.get(queued.commandId()), queued::commandId);
      }
      Set<String> started = new HashSet<>();
      for (TransactionStarted start : station.history(TransactionStarted.class)) {
        String key =
            version.equals(OcppVersion.V1_6)
                ? start.connector() + "@" + start.at()
                : start.transactionId();
        assertTrue(started.add(key), () -> "started twice: " + key);
      }
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
