// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenMemoryTest {
  private final TokenMemory memory = new TokenMemory();
  private final List<String> read = new ArrayList<>();

  private Optional<TokenRow> table(String folded) {
    read.add(folded);
    return folded.equals("none") ? Optional.empty() : Optional.of(row(folded, "Accepted"));
  }

  private static TokenRow row(String id, String status) {
    return new TokenRow(id, "ISO14443", status, null, null, null, Instant.EPOCH);
  }

  @Test
  void theTableIsReadOnceForATokenThatIsThereAndForOneThatIsNot() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.of(row("04a1", "Accepted")), memory.find("04a1", this::table));
      assertEquals(Optional.empty(), memory.find("none", this::table));
    }
    assertEquals(List.of("04a1", "none"), read);
    assertEquals(2, memory.read());
    assertEquals(4, memory.remembered());
  }

  @Test
  void whatHasChangedIsReadAgain() {
    memory.find("04a1", this::table);
    memory.forget();
    Optional<TokenRow> blocked = Optional.of(row("04a1", "Blocked"));
    assertEquals(blocked, memory.find("04a1", folded -> blocked));
  }

  @Test
  void whatWasReadBeforeAChangeAndComesAfterItIsNotRemembered() {
    memory.find(
        "04a1",
        folded -> {
          Optional<TokenRow> old = table(folded);
          memory.forget(); // somebody changes tokens while this one is on its way
          return old;
        });
    Optional<TokenRow> blocked = Optional.of(row("04a1", "Blocked"));
    assertEquals(blocked, memory.find("04a1", folded -> blocked));
  }

  @Test
  void theFirstThatWasRememberedMakesRoom() {
    for (int i = 0; i <= TokenMemory.MOST; i++) {
      memory.find("t" + i, this::table);
    }
    read.clear();
    memory.find("t1", this::table);
    assertEquals(List.of(), read);
    memory.find("t0", this::table);
    assertEquals(List.of("t0"), read);
  }
}
