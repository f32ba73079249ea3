// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.server.gateway.Reception.Turn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final List<String> served = new CopyOnWriteArrayList<>();
  private final List<String> sentAway = new CopyOnWriteArrayList<>();
  private final CountDownLatch busy = new CountDownLatch(1);
  private final Reception reception =
      new Reception(1, 4, what -> counts.merge(what, 1, Integer::sum));

  @AfterEach
  void close() {
    reception.close();
  }

  /** The only receptionist is busy until {@link #busy} is counted down. */
  private void keepBusy() {
    CountDownLatch begun = new CountDownLatch(1);
    reception.queue(
        "first",
        new Turn(
            () -> {
              begun.countDown();
              await().until(() -> busy.getCount() == 0);
            },
            () -> {}));
    await().until(() -> begun.getCount() == 0);
  }

  private void queue(String address, String name) {
    reception.queue(address, new Turn(() -> served.add(name), () -> sentAway.add(name)));
  }

  @Test
  void addressesTakeTurns() {
    keepBusy();
    queue("a", "a1");
    queue("a", "a2");
    queue("a", "a3");
    queue("b", "b1");
    busy.countDown();
    await().until(() -> served.size() == 4);
    assertEquals(List.of("a1", "b1", "a2", "a3"), served);
  }

  @Test
  void aFloodFromOneAddressPushesOutItsOwn() {
    keepBusy();
    for (int i = 1; i <= 10; i++) {
      queue("flood", "f" + i);
    }
    queue("b", "b1");
    assertEquals(4, reception.waiting());
    busy.countDown();
    await().until(() -> served.size() == 4);
    assertEquals(List.of("f1", "b1", "f2", "f3"), served);
    assertEquals(7, sentAway.size());
    assertEquals(7, counts.get("handshake_shed"));
  }

  @Test
  void aDefectiveTurnDoesNotEndTheService() {
    reception.queue(
        "a",
        new Turn(
            () -> {
              throw new IllegalStateException("defect");
            },
            () -> {}));
    queue("a", "next");
    await().until(() -> served.equals(List.of("next")));
    assertEquals(1, counts.get("handshake_failed"));
  }
}
