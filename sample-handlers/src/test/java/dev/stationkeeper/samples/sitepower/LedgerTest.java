// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path folder;

  @Test
  void whatWasSavedIsThereForTheNextWhoGetsItWhenTheFirstIsGone() throws IOException {
    Path file = folder.resolve("made").resolve("site.ledger");
    Ledger first = new Ledger(file);
    try (Ledger second = new Ledger(file)) {
      assertTrue(first.acquire());
      assertEquals(Map.of(), first.read());
      assertFalse(second.acquire(), "one decides at a time");
      first.save(Map.of("A", 160, "B", 0));
      first.close();
      assertTrue(second.acquire());
      assertEquals(Map.of("A", 160, "B", 0), second.read());
    }
  }

  @Test
  void whatIsNoLedgerIsNotTakenForAnEmptyOne() throws IOException {
    Path file = folder.resolve("site.ledger");
    for (String wrong : new String[] {"", "{\"A\":", "[]", "{\"A\":null}"}) {
      Files.writeString(file, wrong);
      try (Ledger ledger = new Ledger(file)) {
        assertTrue(ledger.acquire());
        assertThrows(IOException.class, ledger::read, wrong);
      }
    }
  }
}
