// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer on real threads; only the deadlines are virtual. */
class ConsumerPortTest {
  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<ConsumerPort> ports = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean spin = new AtomicBoolean(true);
  private final CountDownLatch began = new CountDownLatch(1);

  @AfterEach
  void letTheHangingGo() {
    spin.set(false);
  }

  private ConsumerPort install(EventConsumer first) {
    EventManagers managers =
        EventManagers.builder(scheduler)
            .listener(event -> told.add(event.getClass().getSimpleName()))
            .feeds(
                port -> {
                  ports.add(port);
                  return Runnable::run;
                })
            .build();
    AtomicBoolean again = new AtomicBoolean();
    ConsumerHandler handler = () -> again.getAndSet(true) ? batch -> {} : first;
    managers.install(HandlerSpec.of(new HandlerId("sink"), HandlerRole.CONSUMER, () -> handler));
    await().atMost(Duration.ofSeconds(30)).until(() -> !ports.isEmpty());
    return ports.getFirst();
  }

  private static ConsumerPort.Result give(ConsumerPort port) {
    try {
      return port.give(List.of(mock(LoggedEvent.class)), () -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThatLoopsForEverIsFencedAndAnotherIsOpened() throws Exception {
    ConsumerPort port =
        install(
            batch -> {
              began.countDown();
              while (spin.get()) {
                Thread.onSpinWait();
              }
            });
    CompletableFuture<ConsumerPort.Result> stuck = CompletableFuture.supplyAsync(() -> give(port));
    assertTrue(began.await(30, TimeUnit.SECONDS));
    scheduler.advance(ConsumerPort.BATCH_DEADLINE);
    scheduler.advance(SupervisionPolicy.DEFAULT.grace());
    assertInstanceOf(ConsumerPort.Result.Crashed.class, stuck.get(30, TimeUnit.SECONDS));
    assertInstanceOf(ConsumerPort.Result.Taken.class, give(port));
    assertTrue(told.indexOf("ConsumerCrashed") < told.indexOf("ConsumerReopened"), told::toString);
    assertTrue(told.contains("ThreadAbandoned"), told::toString);
  }

  @Test
  void aStopDoesNotWaitForTheDeadlineOfABatch() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ConsumerPort port =
        install(
            batch -> {
              began.countDown();
              never.await();
            });
    CompletableFuture<ConsumerPort.Result> stuck = CompletableFuture.supplyAsync(() -> give(port));
    assertTrue(began.await(30, TimeUnit.SECONDS));
    port.hurry();
    scheduler.advance(SupervisionPolicy.DEFAULT.stopDeadline());
    assertInstanceOf(ConsumerPort.Result.Gone.class, stuck.get(30, TimeUnit.SECONDS));
    assertEquals(0, told.stream().filter("ConsumerReopened"::equals).count());
  }
}
