// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code that a driver typed is nowhere but with who judged it (C04). */
final class KeyCodeNodeTest {
  private static final String BOOT =
      "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Acme\",\"model\":\"Two\"}}";

  @TempDir Path data;

  private static String asked(String code) {
    return "{\"idToken\":{\"idToken\":\"" + code + "\",\"type\":\"KeyCode\"}}";
  }

  private static String started(String code) {
    return "{\"eventType\":\"Started\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"triggerReason\":"
        + "\"Authorized\",\"seqNo\":0,\"transactionInfo\":{\"transactionId\":\"T-1\"},"
        + "\"evse\":{\"id\":1},\"idToken\":{\"idToken\":\""
        + code
        + "\",\"type\":\"KeyCode\"}}";
  }

  @Test
  @DisplayName("C04.FR.04: neither the log, nor a read model, nor a line of text has the code")
  @Tag("C04.FR.04")
  void aKeyCodeIsInNoFile() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
    try (StationkeeperNode node = StationkeeperNode.start(NodeSettings.in(data, "127.0.0.1", 0))) {
      StationClient station = new StationClient(node.ocppPort(), "CS-1", "ocpp2.0.1");
      station.result("BootNotification", BOOT);
      assertEquals(
          "Accepted",
          station.result("Authorize", asked("VISITOR-73914")).at("/idTokenInfo/status").textValue(),
          "who judges it sees it");
      assertEquals(
          "InternalError", station.call("Authorize", asked("CRASH-73914")).get(2).textValue());
      station.result("TransactionEvent", started("VISITOR-73914"));
      assertEquals(
          "TypeConstraintViolation",
          station
              .call(
                  "Authorize",
                  "{\"idToken\":{\"idToken\":\"73914\",\"type\":\"KeyCode\"},\"certificate\":1}")
              .get(2)
              .textValue());
    } finally {
      System.setErr(before);
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(data)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() > 2, files::toString);
    for (Path file : files) {
      assertFalse(
          Files.readString(file, StandardCharsets.ISO_8859_1).contains("73914"), file::toString);
    }
    String text = lines.toString(StandardCharsets.UTF_8);
    assertFalse(text.contains("73914"), text);
  }
}
