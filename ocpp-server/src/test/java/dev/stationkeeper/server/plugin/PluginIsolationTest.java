// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.spi.OcppHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin's classes see. */
final class PluginIsolationTest {
  @TempDir Path root;
  private PluginFolder folder;

  @BeforeEach
  void folder() {
    folder = new PluginFolder(root);
  }

  @AfterEach
  void end() {
    folder.close();
  }

  private String answer(PluginJar plugin) throws Exception {
    plugin.writeTo(folder.plugin("acme.jar"));
    return PluginFolder.ask(folder.only());
  }

  private static PluginJar saying(String body) {
    return PluginJar.of("acme", "Acme", body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.stationkeeper.server.plugin.PluginLoader",
        "dev.stationkeeper.eventmanager.HandlerProvider",
        "com.fasterxml.jackson.core.JsonFactory",
      })
  void whatIsTheServersOwnIsNotLinked(String internal) {
    NoClassDefFoundError missing =
        assertThrows(
            NoClassDefFoundError.class,
            () -> answer(saying("return " + internal + ".class.getName();")));
    assertEquals(internal, String.valueOf(missing.getMessage()).replace('/', '.'));
  }

  @Test
  void aLibraryThatTheServerHasTooIsThePluginsOwn() throws Exception {
    assertEquals(
        "the vendor's",
        answer(
            saying("return new com.fasterxml.jackson.core.JsonFactory().toString();")
                .sourceAt(
                    "com/fasterxml/jackson/core/JsonFactory",
                    """
                    package com.fasterxml.jackson.core;
                    public class JsonFactory {
                      public String toString() { return "the vendor's"; }
                    }
                    """)));
  }

  @Test
  void messagesAndJsonWorkAlthoughTheirLibraryIsNotSeen() throws Exception {
    assertEquals(
        "{\"idTag\":\"T\"} T",
        answer(
            saying(
                """
                dev.stationkeeper.ocpp.v16.AuthorizeRequest request =
                    dev.stationkeeper.ocpp.v16.AuthorizeRequest.builder().idTag("T").build();
                return dev.stationkeeper.ocpp.JsonView.parse("{\\"idTag\\":\\"T\\"}").text()
                    + " " + request.idTag();
                """)));
  }

  @Test
  void anAnswerThatAPluginMakesOfAMessageIsTheServersAnswer() throws Exception {
    assertEquals(
        "{\"idTagInfo\":{\"status\":\"Accepted\"}}",
        answer(
            saying(
                """
                return Answer.reply(
                        dev.stationkeeper.ocpp.v16.AuthorizeResponse.builder()
                            .idTagInfo(
                                dev.stationkeeper.ocpp.v16.IdTagInfo.builder()
                                    .status(dev.stationkeeper.ocpp.v16.AuthorizationStatus.ACCEPTED)
                                    .build())
                            .build())
                    .payload().orElseThrow().text();
                """)));
  }

  @Test
  void logAndPlatformAreThere() throws Exception {
    assertEquals(
        "acme java.sql.Connection",
        answer(
            saying(
                "return org.slf4j.LoggerFactory.getLogger(\"acme\").getName() + \" \""
                    + " + java.sql.Connection.class.getName();")));
  }

  @Test
  void itsOwnResourcesAreFound() throws Exception {
    assertEquals(
        "pi=3",
        answer(
            saying(
                    """
                    try (java.io.InputStream in = Acme.class.getResourceAsStream("/acme.properties")) {
                      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                    """)
                .file("acme.properties", "pi=3".getBytes(UTF_8))));
  }

  @Test
  void theServersServicesAreNotFound() throws Exception {
    assertEquals(
        "1",
        answer(
            saying(
                """
                try {
                  return "" + Acme.class.getClassLoader().resources("%s").count();
                } catch (RuntimeException e) {
                  return e.toString();
                }
                """
                    .formatted(HandlerScan.SERVICES))));
    assertTrue(
        PluginLoader.class.getClassLoader().resources(HandlerScan.SERVICES).count() >= 1,
        "the server has one to hide");
  }

  @Test
  void anSpiThatIsPackedIntoTheJarIsIgnored() throws Exception {
    assertEquals(
        "true",
        answer(
            saying(
                    "return \"\" + (OcppHandler.class.getClassLoader() != getClass().getClassLoader());")
                .file("dev/stationkeeper/spi/OcppHandler.class", bytes(OcppHandler.class))));
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }
}
