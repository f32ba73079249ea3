// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.RetryLaterException;
import dev.stationkeeper.spi.TokenRecord;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Handlers that were compiled against SPI 1.0 and never since still link, and do what they did.
 * Their sources are in {@code src/frozen}; the jar is not built again: a later version gets one
 * beside it.
 */
class FrozenHandlersTest {
  private static final String DATA = "{\"vendorId\":\"v\",\"messageId\":\"m\",\"data\":\"%s\"}";
  private URLClassLoader loader;

  @BeforeEach
  void load() {
    URL jar =
        Objects.requireNonNull(getClass().getResource("/frozen/handlers-spi-1.0.jar"), "the jar");
    loader = new URLClassLoader(new URL[] {jar}, getClass().getClassLoader());
  }

  @AfterEach
  void unload() throws Exception {
    loader.close();
  }

  @Test
  void theSpiVersionOfItsTimeIsInTheClass() throws Exception {
    assertEquals(
        "1.0", handler("FrozenEverything").getClass().getAnnotation(OcppHandlerInfo.class).spi());
  }

  @Test
  void theTypedBasesStillAnswer() {
    try (FakeServer server = FakeServer.of(() -> handler("FrozenTyped")).start()) {
      FakeStation old = server.station("A", OcppVersion.V1_6);
      assertEquals(
          "Blocked", old.call("Authorize", "{\"idTag\":\"x\"}").text("idTagInfo", "status"));
      for (OcppVersion version : new OcppVersion[] {OcppVersion.V2_0_1, OcppVersion.V2_1}) {
        FakeStation station = server.station("B-" + version, version);
        String token = "{\"idToken\":{\"idToken\":\"x\",\"type\":\"Local\"}}";
        assertEquals("Blocked", station.call("Authorize", token).text("idTokenInfo", "status"));
        assertTrue(station.call("NeverHeardOf", "{}").isPass());
      }
    }
  }

  @Test
  void everythingThatItLinksToIsThere() {
    try (FakeServer server =
        FakeServer.of(() -> handler("FrozenEverything"))
            .token(TokenRecord.of("known", "Local", "Accepted"))
            .start()) {
      FakeStation station = server.station("A", OcppVersion.V1_6);
      assertEquals(
          "Accepted",
          station
              .call(
                  "BootNotification",
                  "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}")
              .text("status"));
      FakeAnswer known = station.call("Authorize", "{\"idTag\":\"known\"}");
      assertEquals("Accepted", known.text("idTagInfo", "status"));
      assertEquals("g", known.text("idTagInfo", "parentIdTag"));
      station.state("{\"connected\":true}");
      station.deviceModel("{\"a\":1}");
      station.event("TransactionStarted", "{}");
      assertEquals("{\"connected\":true}", say(station, "state"));
      assertEquals("{\"a\":1}", say(station, "model"));
      assertEquals("1.6", say(station, "version"));
      assertEquals("6", say(station, "seen"));
      station.call("DataTransfer", DATA.formatted("alarm"));
      station.call("DataTransfer", DATA.formatted("timer"));
      server.advance(Duration.ofMinutes(2));
      assertEquals(Map.of("k", "text"), server.alarms());
      assertEquals(Map.of("starts", 1L, "tasks", 1L, "ticks", 1L), server.counts());

      FakeCall later = station.begin("SignCertificate", "{\"csr\":\"x\"}");
      station.commands().getFirst().answer("accepted", "{}");
      assertEquals("Accepted", later.answer().text("status"));
      assertEquals(Optional.empty(), server.swap(() -> handler("FrozenEverything")));
      assertEquals("5", say(station, "seen"), "1, and the schema and two lengths of its snapshot");
      assertEquals(0, station.restarts(), station::lastError);
    }
  }

  @Test
  void aConsumerOfTheLogStillTakesEvents() throws Exception {
    ConsumerHandler handler = (ConsumerHandler) handler("FrozenConsumer");
    assertTrue(handler.wantsHistory());
    assertEquals(
        OcppHandlerInfo.CONSUMER, handler.getClass().getAnnotation(OcppHandlerInfo.class).role());
    Batch batch = new Batch(List.of(new Logged("Noted")), new AtomicInteger());
    Batch away = new Batch(List.of(new Logged("Away")), new AtomicInteger());
    try (EventConsumer consumer = handler.openConsumer()) {
      consumer.onEvents(batch);
      RetryLaterException later =
          assertThrows(RetryLaterException.class, () -> consumer.onEvents(away));
      assertEquals(Duration.ofSeconds(3), later.pause());
    }
    assertEquals(1, batch.acknowledged().get());
    assertEquals(0, away.acknowledged().get());
    assertEquals(" 7CS-1alicetrue30{} closed", handler.toString());
  }

  private record Batch(List<LoggedEvent> events, AtomicInteger acknowledged) implements EventBatch {
    @Override
    public void acknowledge() {
      acknowledged.incrementAndGet();
    }
  }

  private record Logged(String type) implements LoggedEvent {
    @Override
    public long position() {
      return 7;
    }

    @Override
    public Optional<StationId> station() {
      return Optional.of(new StationId("CS-1"));
    }

    @Override
    public Optional<String> by() {
      return Optional.of("alice");
    }

    @Override
    public boolean replayed() {
      return true;
    }

    @Override
    public long sequence() {
      return 3;
    }

    @Override
    public Instant at() {
      return Instant.EPOCH;
    }

    @Override
    public JsonView payload() {
      return JsonView.EMPTY;
    }
  }

  private static String say(FakeStation station, String what) {
    return station.call("DataTransfer", DATA.formatted(what)).text("data");
  }

  private OcppHandler handler(String name) {
    try {
      return (OcppHandler)
          loader.loadClass("com.example.frozen." + name).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
