// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.StationClient;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler that sends firmware is told what is wrong with it, as an operator is. */
class HandlerFirmwareTest {
  private static final JsonView UNKNOWN =
      JsonView.parse(
          "{\"requestId\":1,\"firmware\":{\"location\":\"https://files.example/i.bin\","
              + "\"retrieveDateTime\":\"2026-11-22T12:00:00Z\","
              + "\"signingCertificate\":\"none\",\"signature\":\"AAAA\"}}");

  @TempDir Path folder;

  @Test
  @Tag("A00.FR.707")
  void whatAHandlerSendsIsLookedAtToo() throws IOException {
    Path authority = new TestAuthority(folder).rootFile();
    CompletableFuture<String> said = new CompletableFuture<>();
    try (StationkeeperNode node =
        StationkeeperNode.start(
            NodeSettings.in(folder.resolve("data"), "127.0.0.1", 0)
                .withFirmware(new FirmwareSettings(List.of(authority), null, false)))) {
      node.handlers().install(updater(said));
      StationClient station = new StationClient(node.ocppPort(), "CP-1", "ocpp1.6").answering();
      station.result(
          "BootNotification", "{\"chargePointVendor\":\"a\",\"chargePointModel\":\"b\"}");
      station.result("Authorize", "{\"idTag\":\"A\"}");

      String failure = said.orTimeout(30, TimeUnit.SECONDS).join();
      assertTrue(failure.contains("The signing certificate "), failure);
      assertEquals(1, node.counters().value("firmware_refused"));
    }
  }

  private static HandlerSpec updater(CompletableFuture<String> said) {
    return HandlerSpec.of(
            new HandlerId("updater"),
            HandlerRole.RESPONDER,
            () ->
                (station, restored) ->
                    new DecisionHandler(station) {
                      @Override
                      protected Authorization authorize(AuthorizationRequest request) {
                        var _ =
                            station()
                                .send(
                                    Action.of("SignedUpdateFirmware"),
                                    UNKNOWN,
                                    Duration.ofSeconds(30))
                                .whenComplete(
                                    (result, failure) -> said.complete(String.valueOf(failure)));
                        return Authorization.of(request.token().id());
                      }
                    })
        .withOrder(-1)
        .withActions(Set.of("Authorize"));
  }
}
