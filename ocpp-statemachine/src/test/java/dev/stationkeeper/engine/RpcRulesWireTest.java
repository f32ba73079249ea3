// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import static dev.stationkeeper.engine.Bench.STATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.Outcome;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of docs/rpc-rules.md that are seen only where codec, machine, engine and fresh ids come
 * together: text in, text out.
 */
final class RpcRulesWireTest {
  private static final StationId OTHER = new StationId("CS-2");

  private final Bench bench = new Bench();

  @BeforeEach
  void theRealMachine() {
    bench.realMachine();
  }

  private void receive(StationId station, long connection, String text) {
    bench.engines.received(station, connection, text);
    bench.executor.runAll();
  }

  private long accepted(StationId station, OcppVersion version) {
    long connection = bench.engines.opened(station, version, "192.0.2.1:1", 0);
    String boot =
        version.equals(OcppVersion.V1_6)
            ? "{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}"
            : "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"a\",\"model\":\"b\"}}";
    receive(station, connection, "[2,\"boot\",\"BootNotification\"," + boot + "]");
    bench.questions.values().forEach(reply -> reply.accept(new Outcome.Passed()));
    bench.questions.clear();
    bench.executor.runAll();
    assertTrue(bench.sent.getLast().contains("\"Accepted\""), bench.sent::getLast);
    bench.sent.clear();
    return connection;
  }

  private CommandTicket clearCache(StationId station, String commandId) {
    CommandTicket ticket =
        bench.engines.submit(
            station,
            new Command(
                commandId,
                Action.of("ClearCache"),
                JsonView.EMPTY,
                bench.time.instant().plus(Duration.ofMinutes(5)),
                "ann"));
    bench.executor.runAll();
    return ticket;
  }

  /** The id of the CALL that was sent last. */
  private String lastCallId() {
    String text = bench.sent.getLast();
    String[] parts = text.substring(text.indexOf(' ') + 1).split("\"", 3);
    assertEquals("[2,", parts[0], text);
    return parts[1];
  }

  @Tag("RPC-03")
  @Tag("RPC-04")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-04: no CALL id is used twice, also not on the next connection; RPC-03: short")
  void rpc04IdsAreNotUsedAgainOverConnections(OcppVersion version) {
    Set<String> ids = new HashSet<>();
    long connection = accepted(STATION, version);
    for (int i = 1; i <= 20; i++) {
      clearCache(STATION, "c" + i);
      String id = lastCallId();
      assertTrue(ids.add(id), id);
      assertTrue(id.length() <= 36, id);
      receive(STATION, connection, "[3,\"" + id + "\",{\"status\":\"Accepted\"}]");
      if (i == 10) {
        bench.engines.closed(STATION, connection, 1006, "gone");
        bench.executor.runAll();
        connection = bench.engines.opened(STATION, version, "192.0.2.1:2", 0);
        bench.executor.runAll();
      }
    }
    assertEquals(2, connection);
  }

  @Tag("RPC-08")
  @Test
  @DisplayName("RPC-08: one CALL per connection is out, not one in all")
  void rpc08TwoStationsAreCalledAtOnce() {
    accepted(STATION, OcppVersion.V2_0_1);
    accepted(OTHER, OcppVersion.V1_6);
    CommandTicket first = clearCache(STATION, "c1");
    CommandTicket second = clearCache(OTHER, "c2");
    assertEquals(2, bench.sent.size());
    assertEquals(CommandStatus.SENT, first.last().status());
    assertEquals(CommandStatus.SENT, second.last().status());

    clearCache(STATION, "c3");
    clearCache(OTHER, "c4");
    assertEquals(2, bench.sent.size());
  }

  @Tag("RPC-12")
  @Tag("RPC-13")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.6   | [3,\"ID\",[]]           | false",
        "2.0.1 | [3,\"ID\",[]]           | false",
        "2.1   | [3,\"ID\",[]]           | true",
        "2.1   | [3,\"ID\",{\"status\":] | true",
        "2.1   | [4,\"ID\"]              | false",
        "1.6   | [4,\"ID\",7,\"\",{}]    | false",
      })
  @DisplayName("RPC-12, RPC-13: a broken answer ends its command at once; only 2.1 is told")
  void rpc12And13ABrokenAnswerEndsItsCommand(String number, String broken, boolean told) {
    long connection = accepted(STATION, OcppVersion.ofNumber(number).orElseThrow());
    CommandTicket ticket = clearCache(STATION, "c1");
    String id = lastCallId();
    bench.sent.clear();

    receive(STATION, connection, broken.replace("ID", id));
    assertTrue(ticket.ended().toCompletableFuture().isDone());
    assertEquals(CommandStatus.ERROR, ticket.last().status());
    assertEquals(told ? 1 : 0, bench.sent.size());
    if (told) {
      assertTrue(
          bench.sent.getFirst().startsWith(connection + " [5,\"" + id + "\","),
          bench.sent::getFirst);
    }

    receive(STATION, connection, broken.replace("ID", id));
    assertEquals(told ? 1 : 0, bench.sent.size(), "RPC-11: the second comes too late");
  }

  @Tag("RPC-17")
  @Tag("RPC-26")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("A command that its definition forbids ends without a frame, and is counted")
  void aForbiddenCommandDoesNotLeave(OcppVersion version) {
    accepted(STATION, version);
    CommandTicket ticket =
        bench.engines.submit(
            STATION,
            new Command(
                "c1",
                Action.of("Reset"),
                JsonView.parse("{\"type\":\"Sideways\"}"),
                bench.time.instant().plus(Duration.ofMinutes(5)),
                "vendor-handler"));
    bench.executor.runAll();
    assertEquals(CommandStatus.ERROR, ticket.last().status());
    assertEquals(
        "PropertyConstraintViolation", ticket.last().response().string("code").orElseThrow());
    assertEquals(List.of(), bench.sent);
    assertEquals(1, bench.count("own_call_forbidden"));
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-26: after bad frames the connection is open and the next frame is served")
  void rpc26AFrameAfterABadOneIsServed(OcppVersion version) {
    long connection = accepted(STATION, version);
    for (String bad :
        List.of("", "{}", "[2,", "[2,{},\"X\",{}]", "[9,\"x\",\"y\",{}]", "[3,\"x\",[]]")) {
      receive(STATION, connection, bad);
      bench.sent.clear();
      receive(STATION, connection, "[2,\"h\",\"Heartbeat\",null]");
      assertEquals(1, bench.sent.size(), bad);
      assertTrue(bench.sent.getFirst().startsWith(connection + " [3,\"h\",{"), bad);
    }
    assertEquals(List.of(), bench.closed);
    assertTrue(bench.engines.live(STATION).orElseThrow().connected());
  }
}
