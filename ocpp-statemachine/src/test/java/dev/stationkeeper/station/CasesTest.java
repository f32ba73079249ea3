// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Conversations between a station and the machine, one case of the certification or requirement
 * after the other, from {@code cases/*.cases}. How a case is written stands in those files.
 */
class CasesTest {
  @TestFactory
  Stream<DynamicTest> everyCase() {
    return Case.all().stream()
        .flatMap(
            one ->
                one.versions().stream()
                    .map(
                        version ->
                            DynamicTest.dynamicTest(
                                one.name() + " in " + version,
                                () -> new Conversation(version).run(one.lines()))));
  }

  /** One case at work. */
  private static final class Conversation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OcppVersion version;
    private MachineFixture station;
    private String call = "";
    private int calls;
    private int commands;
    private String out = "";
    private boolean decided;

    Conversation(String version) {
      this.version = OcppVersion.ofNumber(version).orElseThrow();
      this.station = MachineFixture.accepted(this.version);
    }

    void run(List<String> lines) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
        decided = next.startsWith("decide ") || next.equals("pass");
        int space = line.indexOf(' ');
        String what = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        try {
          step(what, rest);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("'" + line + "': " + e.getMessage(), e);
        }
      }
    }

    private void step(String what, String rest) {
      switch (what) {
        case "new" -> station = MachineFixture.fresh(version);
        case "reconnect" -> station.whenReconnected(version);
        case "restart" ->
            station
                .whenKilledAndRestarted()
                .when(
                    new Input.Opened(
                        station.state().link().connection() + 1, version, MachineFixture.ADDRESS));
        case "call" -> call(rest);
        case "again" -> repeat(rest);
        case "send" -> {
          station.when(
              new Input.Received(
                  station.session().connection(),
                  new Frame.Send(
                      new MessageId("s" + ++calls), Action.of(action(rest)), view(payload(rest)))));
          assertEquals(List.of(), station.frames(), "a SEND has no answer");
        }
        case "decide" -> station.whenDecided(call, rest);
        case "pass" -> station.whenUndecided(call);
        case "is" -> is(rest);
        case "error" -> assertEquals(List.of(new ErrorCode(rest)), station.errors());
        case "command" -> command(rest);
        case "unsent" -> {
          station.whenCommand("k" + ++commands, action(rest), payload(rest));
          assertEquals(List.of(), station.frames(), "nothing may leave");
        }
        case "waits" ->
            assertTrue(station.state().commands().isQueued("k" + commands), "it does not wait");
        case "answer" -> station.whenAnswer(out, rest);
        case "fails" ->
            station.when(
                new Input.Received(
                    station.session().connection(),
                    new Frame.CallError(
                        new MessageId(out), new ErrorCode(rest), "", JsonView.EMPTY)));
        case "silent" -> {
          station.later(java.time.Duration.ofMinutes(2));
          station.when(new Input.TimerFired(new TimerKey("call", out)));
        }
        case "ends" -> {
          CommandEnded end = station.history(CommandEnded.class).getLast();
          assertEquals("k" + commands, end.commandId());
          assertEquals(rest, end.status());
        }
        default -> throw new IllegalArgumentException("no such step");
      }
    }

    private static String action(String rest) {
      return rest.split(" ", 2)[0];
    }

    private static String payload(String rest) {
      String[] parts = rest.split(" ", 2);
      return parts.length < 2 ? "{}" : parts[1];
    }

    private static JsonView view(String json) {
      return JsonView.parse(json);
    }

    private void call(String rest) {
      call = "c" + ++calls;
      if (decided) {
        station.whenAsked(call, action(rest), payload(rest));
      } else {
        station.whenCall(call, action(rest), payload(rest));
      }
    }

    /** The same CALL under its old id. */
    private void repeat(String rest) {
      station.whenCall(call, action(rest), payload(rest));
    }

    /** The CALL is answered with a valid CALLRESULT that has at least those members. */
    private void is(String wanted) {
      List<Frame> frames =
          station.frames().stream().filter(f -> !(f instanceof Frame.Call)).toList();
      assertEquals(1, frames.size(), () -> "one answer: " + frames);
      Frame.CallResult result = (Frame.CallResult) frames.getFirst();
      assertEquals(call, result.id().value());
      JsonNode actual = json(result.payload().text());
      JsonNode expected = json(wanted);
      if (expected.isEmpty()) {
        assertEquals(expected, actual);
      }
      contains(expected, actual);
    }

    private static void contains(JsonNode expected, JsonNode actual) {
      expected
          .properties()
          .forEach(
              member -> {
                JsonNode found = actual.path(member.getKey());
                if (member.getValue().isTextual() && member.getValue().asText().equals("*")) {
                  assertTrue(!found.isMissingNode(), () -> member.getKey() + " is absent");
                } else if (member.getValue().isNull()) {
                  assertTrue(found.isMissingNode(), () -> member.getKey() + " is there");
                } else if (member.getValue().isObject()) {
                  contains(member.getValue(), found);
                } else {
                  assertEquals(member.getValue(), found, member.getKey());
                }
              });
    }

    private static JsonNode json(String text) {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    /** The CALL is on the wire as it was wanted. */
    private void command(String rest) {
      station.whenCommand("k" + ++commands, action(rest), payload(rest));
      List<Frame> frames = station.frames();
      assertEquals(
          1, frames.size(), () -> "one CALL: " + frames + station.history(CommandEnded.class));
      Frame.Call sent = (Frame.Call) frames.getFirst();
      assertEquals(action(rest), sent.action().name());
      assertEquals(json(payload(rest)), json(sent.payload().text()));
      out = sent.id().value();
    }
  }
}
