// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.ConsumerPort;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One life of a consumer, from the start of a server to its end, with a time of its own. */
final class ConsumerRun {
  private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

  private final VirtualTime time;
  private final Duration patience;
  private final EventManagers managers;
  private final List<SupervisionEvent> supervised = new CopyOnWriteArrayList<>();
  private final CompletableFuture<ConsumerPort> begun = new CompletableFuture<>();
  private volatile boolean gone;

  ConsumerRun(
      Supplier<? extends ConsumerHandler> handler,
      Map<String, String> settings,
      VirtualTime time,
      FakeServices services,
      Duration patience) {
    this.time = time;
    this.patience = patience;
    this.managers =
        EventManagers.builder(time)
            .services(services)
            .listener(supervised::add)
            .feeds(
                port -> {
                  begun.complete(port);
                  return this::end;
                })
            .build();
    managers.install(spec(handler, settings));
  }

  private static HandlerSpec spec(
      Supplier<? extends ConsumerHandler> handler, Map<String, String> settings) {
    ConsumerHandler first = handler.get();
    OcppHandlerInfo info = first.getClass().getAnnotation(OcppHandlerInfo.class);
    String id = info == null ? "consumer" : info.id();
    String version = info == null ? "1" : info.version();
    return new HandlerSpec(
        new HandlerId(id),
        version,
        new Made(first, handler),
        settings,
        HandlerRole.CONSUMER,
        0,
        Set.of(),
        Set.of());
  }

  /** What it was given; {@code acknowledged} runs when it says so. Waits for the consumer's end. */
  ConsumerPort.Result give(List<LoggedEvent> events, Runnable acknowledged) {
    if (gone) {
      return new ConsumerPort.Result.Gone();
    }
    ConsumerPort port = port();
    return ended(() -> port.give(events, acknowledged));
  }

  boolean wants(String type) {
    return port().wants(type);
  }

  OptionalLong beginsBehind() {
    return port().beginsBehind();
  }

  boolean wantsHistory() {
    return port().wantsHistory();
  }

  /** What supervision did, in order. */
  List<SupervisionEvent> supervised() {
    return List.copyOf(supervised);
  }

  /** Lets time pass for the consumer's timers. */
  void advance(Duration by) {
    java.time.Instant until = time.instant().plus(by);
    while (time.step(until)) {
      // Each step runs what is due.
    }
  }

  /** The orderly end. */
  void stop() {
    CompletableFuture<Void> over = managers.shutdown().toCompletableFuture();
    try {
      over.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      advance(LONGEST_CALL);
      over.join();
    } catch (ExecutionException e) {
      throw new AssertionError("The stop failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the consumer was at work", e);
    }
  }

  private void end(Runnable ended) {
    gone = true;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                port().close();
              } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts this thread", e);
              } finally {
                ended.run();
              }
            });
  }

  private ConsumerPort port() {
    try {
      return begun.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("The consumer was not opened in " + patience + ": " + failures(), e);
    } catch (ExecutionException e) {
      throw new AssertionError("The consumer was not opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the consumer was opened", e);
    }
  }

  private List<String> failures() {
    return supervised.stream()
        .filter(event -> event instanceof SupervisionEvent.PluginFailed)
        .map(event -> ((SupervisionEvent.PluginFailed) event).text())
        .distinct()
        .toList();
  }

  private interface Giving {
    ConsumerPort.Result give() throws InterruptedException;
  }

  /** A call that hangs is ended by its deadline, once the patience with it is over. */
  private ConsumerPort.Result ended(Giving giving) {
    CompletableFuture<ConsumerPort.Result> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(giving.give());
              } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      advance(LONGEST_CALL);
      return result.join();
    } catch (ExecutionException e) {
      throw new AssertionError("The fake log failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the consumer was at work", e);
    }
  }

  /** Gives the object that was looked at first, then new ones. */
  private static final class Made implements HandlerProvider {
    private final ConsumerHandler first;
    private final Supplier<? extends ConsumerHandler> more;
    private boolean given;

    Made(ConsumerHandler first, Supplier<? extends ConsumerHandler> more) {
      this.first = first;
      this.more = more;
    }

    @Override
    public synchronized OcppHandler create() {
      OcppHandler made = given ? more.get() : first;
      given = true;
      return made;
    }

    @Override
    public ClassLoader loader() {
      return first.getClass().getClassLoader();
    }
  }
}
