// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a consumer in a real node learns of the server and of stations, and where it keeps things.
 */
final class HandlerServerStateNodeTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String WATCH =
      """
      package com.acme;
      import dev.stationkeeper.ocpp.StationId;
      import dev.stationkeeper.spi.*;
      import java.nio.file.*;
      import java.util.*;
      @OcppHandlerInfo(id = "watch", version = "1", spi = OcppHandlerInfo.SPI_VERSION,
          role = OcppHandlerInfo.CONSUMER)
      public final class Watch implements ConsumerHandler {
        private HandlerEnvironment server;
        public void start(HandlerEnvironment environment) {
          server = environment;
        }
        public Optional<Set<String>> wantedTypes() {
          return Optional.of(Set.of("BootNotified"));
        }
        public EventConsumer openConsumer() {
          return batch -> {
            for (LoggedEvent event : batch.events()) {
              server.count(event.type().equals("BootNotified") ? "boots" : "others", 1);
              StationId station = event.station().orElseThrow();
              Files.writeString(server.folder().resolve("server.json"), server.server().text());
              Files.writeString(
                  server.folder().resolve("station.json"), server.station(station).text());
              server.count(server.station(new StationId("NOBODY")).isEmpty() ? "none" : "some", 1);
              server.count(server.supports(Feature.FOLDER) ? "folder" : "no_folder", 1);
            }
            batch.acknowledge();
          };
        }
      }
      """;

  @TempDir Path root;

  @Test
  void aConsumerSeesTheServerAndStationsAndHasAFolder() throws IOException {
    Path plugins = root.resolve("plugins");
    new PluginJar()
        .source("Watch", WATCH)
        .services("com.acme.Watch")
        .writeTo(plugins.resolve("watch.jar"));
    NodeSettings settings =
        NodeSettings.in(root.resolve("data"), "127.0.0.1", 0).withPlugins(plugins);
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp1.6");
      station.result(
          "BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}");
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                var counts = node.counters().values();
                assertEquals(1, counts.get("handler_watch_boots"));
                assertEquals(1, counts.get("handler_watch_folder"));
              });
      assertEquals(1, node.counters().values().get("handler_watch_none"));
      assertNull(node.counters().values().get("handler_watch_others"));
      Path folder = root.resolve("data/handlers/watch");
      String server = Files.readString(folder.resolve("server.json"));
      String known = Files.readString(folder.resolve("station.json"));
      assertTrue(server.contains("\"diskFree\":"), server);
      assertTrue(server.contains("\"diskFloor\":268435456"), server);
      assertTrue(server.contains("\"handler\":\"watch\""), server);
      assertTrue(known.contains("\"connected\":true"), known);
      assertTrue(known.contains("\"heardAt\":\""), known);
    }
  }
}
