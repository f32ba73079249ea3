// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.server.view.Page;
import dev.stationkeeper.server.view.TransactionRow;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionsCsvTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static TransactionRow row(String id, String token, String reason) {
    return new TransactionRow(
        id,
        "7",
        "CP1",
        null,
        1,
        token,
        null,
        NOON,
        NOON.plusSeconds(60),
        100L,
        350L,
        reason,
        false,
        null,
        null,
        false,
        0,
        List.of("gap", "orphan"),
        List.of());
  }

  @Test
  void everyPageIsWrittenAndTheEnergyIsReckoned() throws IOException {
    Map<String, Page<TransactionRow>> pages =
        Map.of(
            "", new Page<>(List.of(row("a", "T1", "Local")), "2"),
            "2", new Page<>(List.of(row("b", "T2", "Remote")), null));
    StringWriter out = new StringWriter();
    TransactionsCsv.write(cursor -> requireNonNull(pages.get(cursor == null ? "" : cursor)), out);

    List<String> lines = out.toString().lines().toList();
    assertEquals(3, lines.size(), out.toString());
    assertEquals(
        "id,transactionId,station,evse,connector,idToken,startedAt,stoppedAt,meterStart,meterStop,"
            + "energy,stopReason,active,offline,findings",
        lines.get(0));
    assertEquals(
        "a,7,CP1,,1,T1,2026-11-22T12:00:00Z,2026-11-22T12:01:00Z,100,350,250,Local,false,false,"
            + "gap orphan",
        lines.get(1));
  }

  @Test
  void whatAStationChoseCannotBreakTheLineNorBeAFormula() throws IOException {
    StringWriter out = new StringWriter();
    TransactionsCsv.write(
        cursor -> new Page<>(List.of(row("=1+1", "a,b", "say \"no\"")), null), out);

    String line = out.toString().lines().skip(1).findFirst().orElseThrow();
    assertEquals(
        "'=1+1,7,CP1,,1,\"a,b\",2026-11-22T12:00:00Z,2026-11-22T12:01:00Z,100,350,250,"
            + "\"say \"\"no\"\"\",false,false,gap orphan",
        line);
  }
}
