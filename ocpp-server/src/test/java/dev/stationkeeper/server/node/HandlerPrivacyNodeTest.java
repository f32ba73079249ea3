// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.stationkeeper.server.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an observer and a consumer in a real node see who charged. */
final class HandlerPrivacyNodeTest {
  private static final String OBSERVER =
      """
      package com.acme;
      import dev.stationkeeper.spi.*;
      import java.util.Optional;
      @OcppHandlerInfo(id = "watch", version = "1", spi = OcppHandlerInfo.SPI_VERSION,
          role = OcppHandlerInfo.OBSERVER)
      public final class Watch implements OcppHandler {
        public StationHandler open(StationContext station, Optional<Snapshot> restored) {
          return new StationHandler() {
            public Answer onRequest(Request request) {
              return Answer.pass();
            }
            public void onEvent(StationEvent event) {
              event.payload().string("idToken", "value").ifPresent(token ->
                  station.count(token.equals("STRANGER") ? "clear" : "masked", 1));
            }
          };
        }
      }
      """;

  private static final String CONSUMER =
      """
      package com.acme;
      import dev.stationkeeper.spi.*;
      @OcppHandlerInfo(id = "sink", version = "1", spi = OcppHandlerInfo.SPI_VERSION,
          role = OcppHandlerInfo.CONSUMER)
      public final class Sink implements ConsumerHandler {
        private HandlerEnvironment server;
        public void start(HandlerEnvironment environment) {
          server = environment;
        }
        public EventConsumer openConsumer() {
          return batch -> {
            batch.events().forEach(event ->
                event.payload().string("idToken", "value").ifPresent(token ->
                    server.count(token.equals("STRANGER") ? "clear" : "masked", 1)));
            batch.acknowledge();
          };
        }
      }
      """;

  @TempDir Path root;

  @Test
  void pseudonymsUnlessTheConfigurationSaysOtherwise() throws IOException {
    see(Map.of(), "masked", "clear");
  }

  @Test
  void tokensWhereTheConfigurationSaysSo() throws IOException {
    Map<String, String> wanted = Map.of("personal-data", "true");
    see(Map.of("watch", wanted, "sink", wanted), "clear", "masked");
  }

  private void see(Map<String, Map<String, String>> handlers, String seen, String never)
      throws IOException {
    Path plugins = root.resolve("plugins");
    new PluginJar()
        .source("Watch", OBSERVER)
        .source("Sink", CONSUMER)
        .services("com.acme.Watch", "com.acme.Sink")
        .writeTo(plugins.resolve("watch.jar"));
    NodeSettings settings =
        NodeSettings.in(root.resolve("data"), "127.0.0.1", 0)
            .withPlugins(plugins)
            .withHandlers(handlers);
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp1.6");
      station.result(
          "BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}");
      station.result("Authorize", "{\"idTag\":\"STRANGER\"}");
      for (String handler : new String[] {"watch", "sink"}) {
        await().atMost(Duration.ofSeconds(30)).until(() -> count(node, handler, seen) != null);
        assertNull(count(node, handler, never));
      }
    }
  }

  private static @Nullable Long count(StationkeeperNode node, String handler, String name) {
    return node.counters().values().get("handler_" + handler + "_" + name);
  }
}
