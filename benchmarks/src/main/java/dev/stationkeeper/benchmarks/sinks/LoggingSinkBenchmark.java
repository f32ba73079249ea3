// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.sinks;

import com.sun.net.httpserver.HttpServer;
import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerServices;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.log.LogEntry;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.RetryLaterException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The logging sample and the webhook: how fast a log that is there leaves, then what happens when
 * the sink stalls while events go on coming. {@code --smoke} is short.
 */
public final class LoggingSinkBenchmark {
  private static final int AT_ONCE = 500;
  private static final Runtime HEAP = Runtime.getRuntime();

  private record Size(int events, Duration stall, int perSecond) {}

  private LoggingSinkBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    boolean smoke = List.of(arguments).contains("--smoke");
    Duration stall = smoke ? Duration.ofSeconds(3) : Duration.ofMinutes(1);
    System.out.println(
        "| sink | events/s | heap before, MiB | highest in the stall | held up, events |"
            + " caught up, events/s | made | arrived, each once |");
    System.out.println("| --- |" + " ---: |".repeat(7));
    logging(smoke ? new Size(20_000, stall, 500) : new Size(500_000, stall, 5_000));
    webhook(smoke ? new Size(500, stall, 50) : new Size(10_000, stall, 200));
  }

  private static void logging(Size size) throws Exception {
    Path folder = Files.createTempDirectory("logging-sink");
    Path file = folder.resolve("events.jsonl");
    Map<String, String> settings =
        Map.of("file", file.toString(), "history", "true", "rotateMiB", "1000000");
    AtomicBoolean stalled = new AtomicBoolean();
    try (Run run = new Run(folder, "logging", settings, stalled)) {
      System.out.println(run.measure("logging", size, () -> Files.readAllLines(file).size()));
    }
  }

  private static void webhook(Size size) throws Exception {
    Path folder = Files.createTempDirectory("webhook-sink");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            ids.add(exchange.getRequestHeaders().getFirst("Stationkeeper-Notification"));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    receiver.start();
    Map<String, String> settings =
        Map.of(
            "url",
            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
            "secret",
            "of sixteen characters");
    AtomicBoolean stalled = new AtomicBoolean();
    try (Run run = new Run(folder, "notify-webhook", settings, stalled)) {
      System.out.println(run.measure("webhook", size, ids::size));
    } finally {
      receiver.stop(0);
    }
  }

  private interface Arrived {
    long count() throws IOException;
  }

  /** A log, the feed and the supervision of a server, and one consumer whose sink can stall. */
  private static final class Run implements AutoCloseable {
    private final SegmentedLog log;
    private final ThreadScheduler scheduler = new ThreadScheduler(Clock.systemUTC());
    private final HandlerFeeds feeds;
    private final EventManagers managers;
    private final String id;
    private final Map<String, String> settings;
    private final AtomicBoolean stalled;
    private final AtomicLong made = new AtomicLong();

    Run(Path folder, String id, Map<String, String> settings, AtomicBoolean stalled)
        throws Exception {
      this.id = id;
      this.settings = settings;
      this.stalled = stalled;
      log = SegmentedLog.open(LogSettings.in(folder.resolve("log")));
      SystemLog system = new SystemLog(log, Clock.systemUTC());
      feeds = new HandlerFeeds(log, system, folder.resolve("consumers"), PoisonPolicy.DEFAULT);
      managers =
          EventManagers.builder(scheduler)
              .feeds(feeds)
              .services(
                  new HandlerServices() {
                    @Override
                    public Path folder(HandlerId handler) {
                      return folder;
                    }
                  })
              .build();
    }

    String measure(String name, Size size, Arrived arrived) throws Exception {
      managers.install(
          HandlerSpec.of(
                  new HandlerId(id), HandlerRole.CONSUMER, () -> new Stalling(handler(id), stalled))
              .withSettings(settings));
      while (feeds.status().isEmpty()) {
        LockSupport.parkNanos(1_000_000);
      }
      stalled.set(true);
      append(size.events());
      stalled.set(false);
      double throughput = size.events() / awaitNoLag();
      double before = heap();
      double highest = before;
      stalled.set(true);
      for (int second = 0; second < size.stall().toSeconds(); second++) {
        long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        append(size.perSecond());
        highest = Math.max(highest, heap());
        LockSupport.parkNanos(next - System.nanoTime());
      }
      long held = lag();
      stalled.set(false);
      double caughtUp = awaitNoLag();
      return String.format(
          Locale.ROOT,
          "| %s | %,.0f | %.1f | %.1f | %,d | %,.0f | %,d | %,d |",
          name,
          throughput,
          before,
          highest,
          held,
          held / caughtUp,
          made.get(),
          arrived.count());
    }

    private static OcppHandler handler(String id) {
      return ServiceLoader.load(OcppHandler.class).stream()
          .filter(p -> p.type().getAnnotation(OcppHandlerInfo.class).id().equals(id))
          .findFirst()
          .orElseThrow()
          .get();
    }

    private void append(int events) {
      List<CompletionStage<?>> open = new ArrayList<>();
      for (int done = 0; done < events; done += AT_ONCE) {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = done; i < Math.min(events, done + AT_ONCE); i++) {
          entries.add(event(made.getAndIncrement()));
        }
        open.add(log.append(stream(), SegmentedLog.ANY, entries));
      }
      open.forEach(each -> each.toCompletableFuture().join());
    }

    private String stream() {
      return id.equals("logging") ? "CS" + made.get() / AT_ONCE % 100 : SystemLog.STREAM;
    }

    private LogEntry event(long number) {
      String payload =
          id.equals("logging")
              ? ("{\"transactionId\":\"t-%d\",\"evse\":1,\"connector\":1,\"samples\":[{\"at\":"
                      + "\"2026-11-25T10:00:00Z\",\"value\":\"%d.5\",\"context\":\"Sample.Periodic\","
                      + "\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"}]}")
                  .formatted(number / 100, number)
              : "{\"alarmId\":\"a-%d\",\"kind\":\"k\",\"severity\":\"warning\",\"text\":\"t\"}"
                  .formatted(number);
      String type = id.equals("logging") ? "MeterValuesRecorded" : "AlarmRaised";
      return new LogEntry(type, 1, Instant.now(), Cause.NONE, payload);
    }

    private long lag() {
      return log.position() - feeds.status().getFirst().checkpoint();
    }

    private double awaitNoLag() throws IOException {
      long began = System.nanoTime();
      while (lag() > 0) {
        if (System.nanoTime() - began > TimeUnit.MINUTES.toNanos(10)) {
          throw new IOException("After ten minutes " + lag() + " events have not left");
        }
        LockSupport.parkNanos(5_000_000);
      }
      return (System.nanoTime() - began) / 1e9;
    }

    private static double heap() {
      System.gc();
      return (HEAP.totalMemory() - HEAP.freeMemory()) / (double) (1 << 20);
    }

    @Override
    public void close() throws IOException {
      managers.close();
      scheduler.close();
      log.close();
    }
  }

  /** The handler with something before its sink that can be shut. */
  private record Stalling(OcppHandler handler, AtomicBoolean stalled) implements ConsumerHandler {
    private ConsumerHandler consumers() {
      return (ConsumerHandler) handler;
    }

    @Override
    public void start(HandlerEnvironment environment) throws Exception {
      handler.start(environment);
    }

    @Override
    public boolean wantsHistory() {
      return consumers().wantsHistory();
    }

    @Override
    public Optional<Set<String>> wantedTypes() {
      return consumers().wantedTypes();
    }

    @Override
    public OptionalLong beginsBehind() {
      return consumers().beginsBehind();
    }

    @Override
    public EventConsumer openConsumer() throws Exception {
      EventConsumer to = consumers().openConsumer();
      return new EventConsumer() {
        @Override
        public void onEvents(EventBatch batch) throws Exception {
          if (stalled.get()) {
            throw new RetryLaterException("it stalls", Duration.ofMillis(100));
          }
          to.onEvents(batch);
        }

        @Override
        public void close() {
          to.close();
        }
      };
    }

    @Override
    public void close() {
      handler.close();
    }
  }
}
