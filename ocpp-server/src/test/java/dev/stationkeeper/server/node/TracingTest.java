// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.CommandTicket;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.trace.OtlpReceiver;
import dev.stationkeeper.server.trace.OtlpReceiver.Span;
import dev.stationkeeper.server.trace.TraceSettings;
import dev.stationkeeper.station.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector gets of a node: over OTLP/HTTP, read without the exporter's code. */
class TracingTest {
  private static final StationId STATION = new StationId("TRACED");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final OtlpReceiver collector = new OtlpReceiver();
  private StationkeeperNode node;

  @BeforeEach
  void start() throws IOException {
    node =
        StationkeeperNode.start(
            NodeSettings.in(folder, "127.0.0.1", 0)
                .withTraces(
                    new TraceSettings(collector.endpoint(), 1, "Bearer collector-secret", "n1")));
  }

  @AfterEach
  void stop() {
    node.close();
    collector.close();
  }

  private StationClient booted() {
    StationClient station =
        new StationClient(node.ocppPort(), STATION.value(), "ocpp1.6").answering();
    station.result("BootNotification", "{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}");
    return station;
  }

  @Test
  void aMessageIsOneTraceWithItsDecisionAndTheHandlersThatWereAsked() {
    booted().result("Authorize", "{\"idTag\":\"SECRETTOKEN1\"}");
    Span message = arrived("Authorize");
    Span decision = arrived("decision", message);

    assertEquals("", message.parent());
    assertEquals(STATION.value(), message.attributes().get("ocpp.station"));
    assertEquals("1.6", message.attributes().get("ocpp.version"));
    assertEquals("ok", message.attributes().get("ocpp.result"));
    assertEquals(message.trace(), decision.trace());
    Span handler = arrivedBelow(decision);
    assertTrue(handler.name().startsWith("handler "), handler.name());
    assertTrue(handler.attributes().containsKey("handler.name"));
  }

  @Test
  void aRefusalIsAnErrorWithItsCodeAndWithoutItsText() {
    StationClient station = booted();
    assertEquals(4, station.call("Authorize", "{\"idTag\":7}").get(0).asInt());
    Span message = arrived("Authorize");

    assertEquals("error", message.attributes().get("ocpp.result"));
    assertEquals(2, message.status());
    assertTrue(message.attributes().containsKey("ocpp.error_code"));
  }

  @Test
  void aCommandIsOneTraceWithItsCallAndItsEnd() {
    booted();
    CommandTicket ticket =
        node.engines()
            .submit(
                STATION,
                new Command(
                    "k1",
                    Action.of("ClearCache"),
                    JsonView.EMPTY,
                    Instant.now().plusSeconds(60),
                    "otto"));
    ticket.ended().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    Span command = arrived("command ClearCache");
    Span call = arrived("ClearCache");

    assertEquals("k1", command.attributes().get("command.id"));
    assertEquals("accepted", command.attributes().get("command.status"));
    assertEquals(command.id(), call.parent());
    assertEquals(command.trace(), call.trace());
    assertEquals("ok", call.attributes().get("ocpp.result"));
  }

  @Test
  void nothingOfAPayloadLeavesAndTheCollectorIsShownItsSecret() {
    StationClient station = booted();
    station.result("Authorize", "{\"idTag\":\"SECRETTOKEN1\"}");
    station.result(
        "StartTransaction",
        "{\"connectorId\":1,\"idTag\":\"SECRETTOKEN1\",\"meterStart\":0,"
            + "\"timestamp\":\"2026-11-22T12:00:00Z\"}");
    arrived("StartTransaction");

    assertFalse(collector.raw().contains("SECRETTOKEN1"), "a token is in a trace");
    assertFalse(Pattern.compile("otto|idTag").matcher(collector.raw()).find(), "a person is");
    assertFalse(collector.raw().contains("collector-secret"));
    assertTrue(collector.authorizations().contains("Bearer collector-secret"));
  }

  private Span arrived(String name) {
    return arrived(name, span -> span.name().equals(name));
  }

  private Span arrived(String name, Span parent) {
    return arrived(name, span -> span.name().equals(name) && span.parent().equals(parent.id()));
  }

  private Span arrivedBelow(Span parent) {
    return arrived("below " + parent.name(), span -> span.parent().equals(parent.id()));
  }

  private Span arrived(String what, Predicate<Span> which) {
    await(what).atMost(PATIENCE).until(() -> find(which).isPresent());
    return find(which).orElseThrow();
  }

  private Optional<Span> find(Predicate<Span> which) {
    List<Span> spans = collector.spans();
    return spans.stream().filter(which).findFirst();
  }
}
