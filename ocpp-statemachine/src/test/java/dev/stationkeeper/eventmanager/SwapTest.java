// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Swaps that meet another swap, or a station that comes meanwhile. */
class SwapTest {
  private static final StationId LATE = new StationId("CS2");

  private final Rig rig = Rig.manual(SupervisionPolicy.DEFAULT);
  private final Script first = new Script("first");

  private CompletableFuture<Optional<String>> swapTo(Script next) {
    return rig.managers()
        .changes()
        .swap(
            new HandlerId("first"),
            HandlerSpec.of(new HandlerId("first"), HandlerRole.RESPONDER, next))
        .toCompletableFuture();
  }

  private void settle() {
    for (int i = 0; i < 200; i++) {
      rig.run();
      rig.scheduler.advance(Duration.ofMillis(50));
    }
  }

  @Test
  void aSecondSwapIsRefusedWhileOneIsUnderWay() {
    rig.responder(first);
    rig.put("any");
    rig.run();
    CompletableFuture<Optional<String>> one = swapTo(new Script("first"));
    assertThrows(IllegalStateException.class, () -> swapTo(new Script("first")));
    settle();
    assertEquals(Optional.empty(), one.getNow(Optional.of("open")));
    CompletableFuture<Optional<String>> third = swapTo(new Script("first"));
    settle();
    assertEquals(Optional.empty(), third.getNow(Optional.of("open")), "it is free again");
  }

  @Test
  void aStationThatComesDuringTheSwapAndNeverOpensOnTheNewLoadEndsInQuarantine() {
    rig.responder(first);
    rig.put("any");
    rig.run();
    Script next = new Script("first");
    next.opening =
        (number, restored) -> {
          if (number > 1) {
            throw new IllegalStateException("opens for one station only");
          }
        };
    CompletableFuture<Optional<String>> swapped = swapTo(next);
    assertTrue(rig.runOne(), "the new load starts, and the swap of the known station begins");
    rig.put(LATE, "any");
    assertFalse(swapped.isDone());
    settle();
    assertTrue(swapped.isDone(), "the swap has an end");
    assertEquals(Optional.empty(), swapped.getNow(Optional.of("open")));
    assertEquals(
        SlotState.QUARANTINED, rig.managers().slots(LATE).getFirst().state(), "the late station");
    assertEquals(SlotState.RUNNING, rig.slot("first").state(), "the station before it");
  }
}
