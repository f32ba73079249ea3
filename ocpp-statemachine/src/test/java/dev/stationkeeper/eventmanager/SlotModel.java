// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The real slot, mailbox, request and call for Lincheck's model checker, which interleaves at every
 * access to shared memory: stations' threads that ask, the plugin's threads, the ends of pauses and
 * deadlines. After each run, once all work is done, {@link #holds} looks at what was told.
 *
 * <p>Public, as is what it is made with, because Lincheck makes it.
 */
public final class SlotModel {
  private static final StationId STATION = new StationId("CS1");

  /** Of the first request; each has one of its own, which names it to the scheduler. */
  private static final Duration PATIENCE = Duration.ofSeconds(1_000);

  private static final SupervisionPolicy POLICY = SupervisionPolicy.DEFAULT.withRestarts(100, 1);

  private record Deadline(int request, Runnable task) {}

  private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> pauses = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Deadline> deadlines = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<Integer, Boolean> expired = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final EventManager manager;

  /** A slot whose first instance is in service. */
  public SlotModel() {
    Script script =
        new Script("auth")
            .on(
                "crash",
                (request, station) -> {
                  throw new IllegalStateException("crash");
                });
    EventManagers managers =
        EventManagers.builder(new Timers())
            .policy(POLICY)
            .random(() -> 0)
            .mask(new PersonMask(new byte[] {1}))
            .listener(event -> told.add(event.getClass().getSimpleName()))
            .check((version, action, answer) -> Optional.empty())
            .workers((spec, name) -> new Queued())
            .build();
    managers.install(HandlerSpec.of(new HandlerId("auth"), HandlerRole.RESPONDER, script));
    manager = managers.forStation(STATION);
    finish();
  }

  /** A request that the handler fails on. */
  @Operation
  public void crash() {
    ask("crash");
  }

  /** A request that it answers. */
  @Operation
  public void retry() {
    ask("retry");
  }

  /** One of the plugin's threads takes the next call. */
  @Operation
  public void work() {
    take(calls);
  }

  /** The pause before a restart is over. */
  @Operation
  public void pauseOver() {
    take(pauses);
  }

  /** The deadline of the oldest request has come. */
  @Operation
  public void deadline() {
    Deadline next = deadlines.poll();
    if (next != null) {
      expired.put(next.request(), true);
      next.task().run();
    }
  }

  private static boolean take(ConcurrentLinkedQueue<Runnable> queue) {
    Runnable next = queue.poll();
    if (next != null) {
      next.run();
    }
    return next != null;
  }

  private void ask(String tag) {
    int number = asked.incrementAndGet();
    Question question =
        new Question(
            new MessageId("m" + number),
            OcppVersion.V1_6,
            Action.of("Authorize"),
            JsonView.parse("{\"idTag\":\"" + tag + "\"}"),
            Instant.EPOCH,
            Instant.EPOCH.plus(PATIENCE).plusSeconds(number));
    manager.ask(question, outcome -> told.add(number + " " + text(outcome)));
  }

  private static String text(Outcome outcome) {
    return outcome instanceof Outcome.Failed ? "failed" : "decided";
  }

  private void finish() {
    while (take(calls) || take(pauses)) {}
  }

  /**
   * Every request has exactly one outcome without its deadline having to come, and unless a
   * deadline came first no crash was reported before the reinstall that follows it.
   */
  @Validate
  public void holds() {
    finish();
    int[] outcomes = new int[asked.get() + 1];
    String supervision = "";
    for (String line : told) {
      if (!Character.isDigit(line.charAt(0))) {
        supervision = line;
        continue;
      }
      int number = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      outcomes[number]++;
      if (line.endsWith(" failed")
          && !expired.containsKey(number)
          && !supervision.equals("HandlerReinstalled")) {
        throw new IllegalStateException("reported before the reinstall: " + told);
      }
    }
    for (int number = 1; number < outcomes.length; number++) {
      if (outcomes[number] != 1) {
        throw new IllegalStateException(
            outcomes[number] + " outcomes of request " + number + ": " + told);
      }
    }
  }

  private final class Queued implements Workers {
    @Override
    public void submit(Runnable call) {
      calls.add(call);
    }

    @Override
    public void abandon(Thread hung) {}

    @Override
    public void close() {}

    @Override
    public int live() {
      return 1;
    }

    @Override
    public int zombies() {
      return 0;
    }

    @Override
    public int waiting() {
      return calls.size();
    }

    @Override
    public List<String> alive() {
      return List.of();
    }
  }

  /** Time stands still; deadlines of requests and ends of pauses come when an operation says so. */
  private final class Timers implements Scheduler {
    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (delay.compareTo(PATIENCE) > 0) {
        Deadline entry = new Deadline((int) delay.minus(PATIENCE).toSeconds(), task);
        deadlines.add(entry);
        return () -> deadlines.remove(entry);
      }
      if (delay.compareTo(POLICY.longestPause()) < 0 && !delay.equals(POLICY.grace())) {
        pauses.add(task);
        return () -> pauses.remove(task);
      }
      // A deadline of a call that is no request's: every call here ends.
      return () -> {};
    }
  }
}
