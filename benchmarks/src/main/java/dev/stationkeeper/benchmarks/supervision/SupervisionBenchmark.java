// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.supervision;

import dev.stationkeeper.benchmarks.supervision.Load.Result;
import dev.stationkeeper.eventmanager.EventManager;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.Question;
import dev.stationkeeper.eventmanager.SupervisionPolicy;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code benchmarks/run supervision [ROUNDS]}: about a minute with 5 rounds; prints tables. */
final class SupervisionBenchmark {
  private static final int STATIONS = 64;
  private static final int THREADS = 2;
  private static final long MILLIS = 1_500;
  private static final int RECOVERIES = 2_000;
  private static final int NO_BUDGET = 1_000_000;

  /** Not 0: the handler that never crashes is to count its requests like those that do. */
  private static final int NEVER = Integer.MAX_VALUE;

  private static final Action AUTHORIZE = Action.of("Authorize");
  private static final JsonView PAYLOAD = JsonView.parse("{\"idTag\":\"MEMBER-1\"}");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private SupervisionBenchmark() {}

  /** Runs; the argument is how many rounds each figure is the median of. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    line(
        "%d processors, Java %s; %d stations, %d threads, median of %d rounds of %.1f s",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        STATIONS,
        THREADS,
        rounds,
        MILLIS / 1e3);
    plain();
    supervised(NEVER);
    supervised(100);
    Result[] plain = new Result[rounds];
    Result[] never = new Result[rounds];
    Result[] hundredth = new Result[rounds];
    Result[] tenth = new Result[rounds];
    for (int i = 0; i < rounds; i++) {
      plain[i] = plain();
      never[i] = supervised(NEVER);
      hundredth[i] = supervised(100);
      tenth[i] = supervised(10);
    }
    table(plain, never, hundredth, tenth);
    recovery();
  }

  private static void table(Result[] plain, Result[] never, Result[] hundredth, Result[] tenth) {
    double base = perSecond(never);
    line("");
    line("| handler that answers at once | requests/s | of crash-free | CPU µs per request |");
    line("| --- | ---: | ---: | ---: |");
    line("| thread hand-over only | %,.0f | | %.2f |", perSecond(plain), cpu(plain));
    line("| supervised | %,.0f | 1.00 | %.2f |", base, cpu(never));
    row("supervised, 1 %% crash the handler", hundredth, base);
    row("supervised, 10 %% crash the handler", tenth, base);
    line("");
    line("Supervision beyond the hand-over: %.2f µs of CPU per request.", cpu(never) - cpu(plain));
  }

  private static void row(String what, Result[] results, double base) {
    double rate = perSecond(results);
    line("| " + what + " | %,.0f | %.2f | %.2f |", rate, rate / base, cpu(results));
  }

  /** The same handler on as many threads of a plain executor, nothing watched. */
  private static Result plain() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Subject subject = new Subject(NEVER);
    try {
      Load.Served served =
          (station, done) ->
              threads.execute(
                  () -> {
                    if (subject.answer(NoRequest.INSTANCE).payload().isPresent()) {
                      done.run();
                    }
                  });
      return new Load(served, STATIONS).run(MILLIS);
    } finally {
      threads.shutdown();
    }
  }

  private static Result supervised(int crashEvery) throws InterruptedException {
    Subject subject = new Subject(crashEvery);
    try (ThreadScheduler scheduler = new ThreadScheduler(Clock.systemUTC());
        EventManagers managers = managers(scheduler, subject)) {
      EventManager[] stations = new EventManager[STATIONS];
      for (int i = 0; i < STATIONS; i++) {
        stations[i] = managers.forStation(new StationId("CS-" + i));
      }
      return new Load((station, done) -> ask(stations[station], done), STATIONS).run(MILLIS);
    }
  }

  /** From the throw in the vendor's code to the first instruction of the next request. */
  private static void recovery() throws InterruptedException {
    Subject subject = new Subject(2);
    long[] nanos = new long[RECOVERIES];
    try (ThreadScheduler scheduler = new ThreadScheduler(Clock.systemUTC());
        EventManagers managers = managers(scheduler, subject)) {
      EventManager station = managers.forStation(new StationId("CS-1"));
      for (int warm = 0; warm < 2; warm++) {
        for (int i = 0; i < RECOVERIES; i++) {
          CountDownLatch answered = new CountDownLatch(3);
          // The second crashes; the third is asked before it does and waits in the slot.
          ask(station, answered::countDown);
          ask(station, answered::countDown);
          ask(station, answered::countDown);
          answered.await();
          nanos[i] = subject.begunAt - subject.crashedAt;
          CountDownLatch even = new CountDownLatch(1);
          ask(station, even::countDown);
          even.await();
        }
      }
    }
    long[] valid = Arrays.stream(nanos).filter(value -> value > 0).sorted().toArray();
    line("");
    line(
        "From a crash to the next request served, init free: median %.1f µs, 99 %% within %.1f µs,"
            + " worst %.1f µs of %,d.",
        valid[valid.length / 2] / 1e3,
        valid[valid.length * 99 / 100] / 1e3,
        valid[valid.length - 1] / 1e3,
        valid.length);
  }

  private static EventManagers managers(ThreadScheduler scheduler, Subject subject) {
    SupervisionPolicy policy = SupervisionPolicy.DEFAULT.withRestarts(NO_BUDGET, NO_BUDGET);
    EventManagers managers =
        EventManagers.builder(scheduler).policy(policy).listener(event -> {}).build();
    managers.install(
        HandlerSpec.of(new HandlerId("subject"), HandlerRole.RESPONDER, () -> subject));
    return managers;
  }

  private static void ask(EventManager station, Runnable done) {
    java.time.Instant now = java.time.Instant.now();
    station.ask(
        new Question(
            new MessageId("1"), OcppVersion.V1_6, AUTHORIZE, PAYLOAD, now, now.plus(DEADLINE)),
        outcome -> done.run());
  }

  private static double perSecond(Result[] results) {
    return median(Arrays.stream(results).mapToDouble(Result::perSecond).toArray());
  }

  private static double cpu(Result[] results) {
    return median(Arrays.stream(results).mapToDouble(Result::cpuMicros).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
