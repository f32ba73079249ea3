// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.RetryLaterException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The place of a consumer of the log, under the same supervision as a slot: its calls have a
 * deadline and threads of their own; on failure the object is fenced and, within the restart
 * budget, another opened before the next batch. {@link #give} and {@link #close} are one thread's,
 * and block it; the rest is for any.
 */
public final class ConsumerPort {
  /** How long a batch may take. */
  static final Duration BATCH_DEADLINE = Duration.ofMinutes(1);

  /** What became of a batch. */
  public sealed interface Result {
    /** It was taken. */
    record Taken() implements Result {}

    /** The sink is away; nothing has failed. */
    record Later(Duration pause, String reason) implements Result {}

    /** The consumer failed on it and is fenced. */
    record Crashed(Duration pause, String reason) implements Result {}

    /** The handler is out of service: no more batches. */
    record Gone() implements Result {}
  }

  private record Ended<T>(@Nullable T result, @Nullable Failure failure) {}

  private final Plugin plugin;
  private final PluginHost host;
  private final Supervision supervision;
  private final RestartBudget budget;
  private @Nullable EventConsumer consumer;
  private int outOfMemory;
  private final AtomicInteger generation = new AtomicInteger(1);
  private volatile boolean stopping;
  private volatile @Nullable Call<?> running;

  ConsumerPort(Plugin plugin, PluginHost host, Supervision supervision) {
    this.plugin = plugin;
    this.host = host;
    this.supervision = supervision;
    this.budget = new RestartBudget(supervision.policy(), supervision.random());
    this.consumer = host.firstConsumer();
  }

  /** The handler's name. */
  public HandlerId id() {
    return host.id();
  }

  /** Where it begins without a checkpoint: at the first event, or behind the last. */
  public boolean wantsHistory() {
    return host.wants().history();
  }

  /** Where it begins whatever its checkpoint is, because it keeps its own; usually empty. */
  public OptionalLong beginsBehind() {
    return host.wants().begins();
  }

  /** True when it wants events of that type. */
  public boolean wants(String type) {
    return host.wants().types().map(types -> types.contains(type)).orElse(true);
  }

  /**
   * Gives a batch and waits until it was taken.
   *
   * @param acknowledged run at most once, from any thread, now or later
   */
  public Result give(List<LoggedEvent> events, Runnable acknowledged) throws InterruptedException {
    if (consumer == null) {
      Ended<EventConsumer> opened = call(supervision.policy().startDeadline(), host::openConsumer);
      if (opened.failure() != null) {
        return failed(opened.failure());
      }
      consumer = opened.result();
      supervision.listener().on(new SupervisionEvent.ConsumerReopened(id(), generation.get()));
    }
    EventConsumer to = Objects.requireNonNull(consumer);
    UnaryOperator<JsonView> shown = supervision.shownTo(host.spec());
    List<LoggedEvent> given =
        events.stream().<LoggedEvent>map(event -> new GivenRecord(event, shown)).toList();
    GivenBatch batch = new GivenBatch(given, this, generation.get(), acknowledged);
    Ended<Result> ended = call(BATCH_DEADLINE, () -> offer(to, batch));
    return ended.failure() == null
        ? Objects.requireNonNull(ended.result())
        : failed(ended.failure());
  }

  private static Result offer(EventConsumer to, GivenBatch batch) throws Exception {
    try {
      to.onEvents(batch);
      return new Result.Taken();
    } catch (RetryLaterException e) {
      return new Result.Later(e.pause(), Failure.thrown(e).summary());
    }
  }

  private Result failed(Failure failure) {
    // Fence, then hold: the feed gives nothing until this returns and the pause is over.
    int of = generation.getAndIncrement();
    consumer = null;
    supervision
        .listener()
        .on(new SupervisionEvent.ConsumerCrashed(id(), of, failure.kind(), failure.text()));
    if (stopping) {
      return new Result.Gone();
    }
    boolean hopeless =
        failure.kind() == FailureClass.INCOMPATIBLE
            || (failure.kind() == FailureClass.OUT_OF_MEMORY && ++outOfMemory >= 2);
    Optional<Duration> pause =
        hopeless ? Optional.empty() : budget.spend(supervision.scheduler().instant());
    if (pause.isEmpty()) {
      plugin.quarantine("It takes no events: " + failure.summary());
      return new Result.Gone();
    }
    return new Result.Crashed(pause.get(), failure.summary());
  }

  /** An event was put aside, so what comes next is another matter. */
  public void putAside() {
    budget.reset();
  }

  /** It cannot be fed: the handler is out of service until an operator resumes it. */
  public void refuse(String reason) {
    plugin.quarantine(reason);
  }

  boolean isCurrent(int of) {
    return of == generation.get();
  }

  void countLate() {
    host.lateReturn();
  }

  /** The feed is to end: a batch in hand has the stop deadline left. */
  void hurry() {
    stopping = true;
    Call<?> at = running;
    if (at != null) {
      supervision.scheduler().schedule(supervision.policy().stopDeadline(), at::expire);
    }
  }

  /** Closes the consumer in order, and fences it. */
  public void close() throws InterruptedException {
    EventConsumer last = consumer;
    consumer = null;
    if (last != null) {
      Ended<Boolean> ended =
          call(
              supervision.policy().stopDeadline(),
              () -> {
                last.close();
                return Boolean.TRUE;
              });
      if (ended.failure() != null) {
        Failure failure = ended.failure();
        supervision
            .listener()
            .on(
                new SupervisionEvent.ConsumerCrashed(
                    id(), generation.get(), failure.kind(), failure.text()));
      }
    }
    generation.incrementAndGet();
  }

  private <T> Ended<T> call(Duration deadline, Call.VendorCode<T> code)
      throws InterruptedException {
    CompletableFuture<Ended<T>> end = new CompletableFuture<>();
    Call<T> call =
        new Call<>(
            host,
            null,
            deadline,
            ignored -> true,
            code,
            (over, result, failure) -> end.complete(new Ended<>(result, failure)));
    running = call;
    host.submit(call);
    if (stopping) {
      hurry();
    }
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of a call is never a failure", e);
    } finally {
      running = null;
    }
  }
}
