// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.spi.OcppHandler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Rules 2xx: start, open, stop, close. */
final class LifeRules {
  private static final Duration GONE_AFTER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private LifeRules() {}

  static void starts(Rules rules) {
    try (FakeServer server = rules.server()) {
      for (FakeStation station : rules.stations(server, "CS")) {
        Assertions.assertTrue(
            station.isServed() && station.restarts() == 0,
            () ->
                "it does not open at the first attempt a station of "
                    + station.version()
                    + ": "
                    + station.lastError()
                    + failures(server));
      }
    }
  }

  private static String failures(FakeServer server) {
    List<String> failed =
        server.supervised().stream()
            .filter(event -> event instanceof SupervisionEvent.PluginFailed)
            .map(event -> ((SupervisionEvent.PluginFailed) event).text())
            .distinct()
            .toList();
    return String.join("; ", failed);
  }

  static void closesTwice(Rules rules) {
    OcppHandler never = rules.handler().get();
    Assertions.assertDoesNotThrow(never::close, "close without start");
    OcppHandler kept = rules.handler().get();
    try (FakeServer server = rules.server(() -> kept)) {
      rules.stations(server, "CS");
    }
    Assertions.assertDoesNotThrow(kept::close, "a second close");
  }

  static void leavesNoThread(Rules rules) throws Exception {
    leavesNoThread(() -> use(rules, rules.server()));
  }

  /** What is used a second time leaves no thread that was not there after the first. */
  static void leavesNoThread(Runnable use) throws Exception {
    use.run();
    LiveThreads before = LiveThreads.now();
    use.run();
    Map<Long, String> left = before.moreAfter(GONE_AFTER);
    Assertions.assertTrue(
        left.isEmpty(), () -> "threads that are alive after close: " + left.values());
  }

  private static void use(Rules rules, FakeServer server) {
    try (server) {
      rules.requests().forEach(request -> request.to(server, "CS"));
      rules.stations(server, "CS").forEach(station -> station.event("ConnectionOpened", "{}"));
    }
  }

  static void leavesItsLoader(Rules rules) throws Exception {
    leavesItsLoader(rules.handler().get().getClass(), made -> use(rules, rules.server(made)));
  }

  /** What is used, made of its class in a loader of its own, does not hold the loader. */
  static void leavesItsLoader(
      Class<? extends OcppHandler> like, Consumer<Supplier<OcppHandler>> use) throws Exception {
    WeakReference<ClassLoader> loader = usedLoader(like, use);
    long began = System.nanoTime();
    while (loader.get() != null && System.nanoTime() - began < GONE_AFTER.toNanos()) {
      System.gc();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    Assertions.assertNull(
        loader.get(), "something still holds the handler's class loader after close");
  }

  /** In a method of its own, so that no local variable holds the loader. */
  private static WeakReference<ClassLoader> usedLoader(
      Class<? extends OcppHandler> like, Consumer<Supplier<OcppHandler>> use) throws Exception {
    try (OwnLoader loader = OwnLoader.of(like)) {
      OcppHandler first = loader.handler(like);
      Assumptions.assumeTrue(first.getClass() != like, "the class cannot be loaded a second time");
      use.accept(
          () -> {
            try {
              return loader.handler(like);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException(e);
            }
          });
      return new WeakReference<>(loader);
    }
  }
}
