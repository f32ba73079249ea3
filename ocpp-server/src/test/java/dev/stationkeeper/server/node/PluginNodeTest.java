// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.server.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin from a directory, asked by a station. */
final class PluginNodeTest {
  private static final String MEMBERS =
      """
      package com.acme;
      import dev.stationkeeper.ocpp.v16.*;
      import dev.stationkeeper.spi.*;
      import java.util.Optional;
      @OcppHandlerInfo(id = "members", version = "1", spi = OcppHandlerInfo.SPI_VERSION, order = 10, actions = "Authorize")
      public final class Members implements OcppHandler {
        public StationHandler open(StationContext station, Optional<Snapshot> restored) {
          return new StationHandler() {
            public Answer onRequest(Request request) {
              if (!request.as(AuthorizeRequest.class).idTag().equals("MEMBER")) {
                return Answer.pass();
              }
              return Answer.reply(
                  AuthorizeResponse.builder()
                      .idTagInfo(IdTagInfo.builder().status(AuthorizationStatus.ACCEPTED).build())
                      .build());
            }
          };
        }
      }
      """;

  @TempDir Path root;

  @Test
  void aPluginAnswersAndABrokenOneBesideItIsCounted() throws IOException {
    Path plugins = root.resolve("plugins");
    new PluginJar()
        .source("Members", MEMBERS)
        .services("com.acme.Members")
        .writeTo(plugins.resolve("members.jar"));
    Files.writeString(plugins.resolve("broken.jar"), "no jar");
    NodeSettings settings =
        NodeSettings.in(root.resolve("data"), "127.0.0.1", 0).withPlugins(plugins);
    try (StationkeeperNode node = StationkeeperNode.start(settings)) {
      assertEquals(1L, node.counters().values().get("handler_refused"));
      StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp1.6");
      station.result(
          "BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}");
      assertEquals("Accepted", authorize(station, "MEMBER"));
      assertEquals("Invalid", authorize(station, "STRANGER"), "the next handler was asked");
    }
  }

  private static String authorize(StationClient station, String tag) {
    return station
        .result("Authorize", "{\"idTag\":\"" + tag + "\"}")
        .at("/idTagInfo/status")
        .asText();
  }
}
