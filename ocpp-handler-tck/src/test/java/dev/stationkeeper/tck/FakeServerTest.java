// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FakeServerTest {
  /** Uses everything that its context offers. */
  private static final class Busy implements OcppHandler {
    private @Nullable HandlerEnvironment environment;

    @Override
    public void start(HandlerEnvironment given) {
      environment = given;
    }

    @Override
    public StationHandler open(StationContext station, Optional<Snapshot> restored) {
      HandlerEnvironment server = Objects.requireNonNull(environment);
      return new StationHandler() {
        private int seen = restored.map(s -> Integer.parseInt(s.text())).orElse(0);

        @Override
        public Answer onRequest(Request request) throws Exception {
          seen++;
          station.checkpoint(Snapshot.of(1, Integer.toString(seen)));
          return switch (request.payload().string("data").orElse("")) {
            case "crash" -> throw new IllegalStateException("told to");
            case "nonsense" -> Answer.reply(JsonView.object().put("status", 1).build());
            case "hang" -> {
              new CountDownLatch(1).await();
              yield Answer.pass();
            }
            case "refuse" -> Answer.error(ErrorCode.SECURITY_ERROR, "no");
            case "count" -> reply(Integer.toString(seen));
            case "token" ->
                reply(server.tokens().find("ABC").map(TokenRecord::status).orElse("none"));
            case "setting" -> reply(server.settings().getOrDefault("greeting", ""));
            case "state" -> reply(station.state().text() + station.deviceModel().text());
            case "later" ->
                Answer.later(
                    station
                        .send(Action.of("Reset"), JsonView.EMPTY, Duration.ofSeconds(10))
                        .thenApply(done -> reply(done.status())));
            case "remind" -> {
              station
                  .timers()
                  .after(
                      Duration.ofMinutes(5),
                      () ->
                          server.alarms().raise("late", Severity.INFO, station.station(), "late"));
              yield Answer.pass();
            }
            default -> Answer.pass();
          };
        }

        @Override
        public void onEvent(StationEvent event) {
          station.count("events", 1);
        }

        @Override
        public Optional<Snapshot> onStop(StopCause cause) {
          return Optional.of(Snapshot.of(1, Integer.toString(seen)));
        }
      };
    }
  }

  private static Answer reply(String data) {
    return Answer.reply(JsonView.object().put("status", "Accepted").put("data", data).build());
  }

  private static FakeServer.Builder server() {
    return FakeServer.of(Busy::new);
  }

  private static FakeAnswer say(FakeStation station, String data) {
    return station.call("DataTransfer", "{\"vendorId\":\"acme\",\"data\":\"" + data + "\"}");
  }

  @Test
  void answersAreCheckedAndTold() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V1_6);
      assertTrue(say(station, "").isPass());
      assertEquals("2", say(station, "count").text("data"));
      assertEquals(Optional.of(ErrorCode.SECURITY_ERROR), say(station, "refuse").errorCode());
      FakeAnswer nonsense = say(station, "nonsense");
      assertTrue(nonsense.isFailure() && !nonsense.isTimeout(), nonsense.toString());
      assertEquals(1, station.restarts());
    }
  }

  @Test
  void aCrashIsReplacedFirstAndGetsItsCheckpoint() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_0_1);
      FakeAnswer crash = say(station, "crash");
      assertTrue(crash.failure().contains("told to"), crash.toString());
      assertTrue(station.isServed());
      assertEquals(
          "2", say(station, "count").text("data"), "the count goes on from the checkpoint");
    }
  }

  @Test
  void aHandlerThatHangsMeetsTheDeadlineAndIsReplaced() {
    try (FakeServer server = server().patience(Duration.ofMillis(300)).start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_0_1);
      var before = server.now();
      assertTrue(say(station, "hang").isTimeout());
      assertEquals(FakeServer.DEADLINE, Duration.between(before, server.now()));
    }
  }

  @Test
  void aLaterAnswerWaitsForTheStationsAnswer() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      FakeCall call = station.begin("DataTransfer", "{\"vendorId\":\"acme\",\"data\":\"later\"}");
      assertFalse(call.isAnswered());
      FakeCommand command = station.commands().getFirst();
      assertEquals("Reset", command.action());
      command.answer("rejected", "{}");
      assertEquals("rejected", call.answer().text("data"));
    }
  }

  @Test
  void aCommandThatIsNotAnsweredRunsOutOfPatience() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      FakeCall call = station.begin("DataTransfer", "{\"vendorId\":\"acme\",\"data\":\"later\"}");
      server.advance(Duration.ofSeconds(10));
      assertEquals("timedOut", call.answer().text("data"));
    }
  }

  @Test
  void timersRunWhenTimePasses() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      say(station, "remind");
      server.advance(Duration.ofMinutes(4));
      assertEquals(Map.of(), server.alarms());
      server.advance(Duration.ofMinutes(1));
      assertEquals(Map.of("late", "late"), server.alarms());
    }
  }

  @Test
  void eventsAreToldInOrderAndCounted() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      station.event("TransactionStarted", "{}");
      station.flood(500, "MeterValuesReported", "{}");
      assertEquals(Map.of("events", 501L), server.counts());
    }
  }

  @Test
  void tokensSettingsStateAndModelAreWhatTheTestGives() {
    try (FakeServer server =
        server()
            .setting("greeting", "hello")
            .token(TokenRecord.of("abc", "ISO14443", "Blocked"))
            .start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      assertEquals("Blocked", say(station, "token").text("data"));
      assertEquals("hello", say(station, "setting").text("data"));
      station.state("{\"connected\":true}");
      station.deviceModel("{\"a\":1}");
      assertEquals("{\"connected\":true}{\"a\":1}", say(station, "state").text("data"));
    }
  }

  @Test
  void aRestartAndASwapHandTheStateOver() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      FakeStation other = server.station("CS-2", OcppVersion.V1_6);
      say(station, "");
      server.restart();
      assertEquals("2", say(station, "count").text("data"));
      assertEquals("1", say(other, "count").text("data"), "each station has its own");
      assertEquals(Optional.empty(), server.swap(Busy::new));
      assertEquals("3", say(station, "count").text("data"));
      assertEquals(
          List.of(),
          server.supervised().stream()
              .map(Object::toString)
              .filter(e -> e.startsWith("HandlerCrashed"))
              .toList());
    }
  }

  @Test
  void aSwapToOneThatDoesNotOpenIsRolledBack() {
    try (FakeServer server = server().start()) {
      FakeStation station = server.station("CS-1", OcppVersion.V2_1);
      OcppHandler broken =
          (context, restored) -> {
            throw new IllegalStateException("not today");
          };
      assertTrue(server.swap(() -> broken).orElseThrow().contains("not today"));
      assertEquals("1", say(station, "count").text("data"));
    }
  }
}
