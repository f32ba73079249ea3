// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One load of a plugin in this process: its object, its threads, what it may use. The seam for a
 * stronger wall: a load in a process of its own would take its place. Thread-safe.
 */
final class PluginHost {
  private static final int MOST_TASKS = 1000;
  private static final int MOST_TIMERS = 1000;
  private static final int MOST_COUNTERS = 50;
  private static final Pattern COUNTER = Pattern.compile("[a-z][a-z0-9_]{0,59}");

  private final Plugin plugin;
  private final HandlerSpec spec;
  private final int load;
  private final Supervision supervision;
  private final Workers workers;
  private final Workers tasks;
  private final OwnedTimers timers;
  private final LogThrottle throttle;
  private final TraceBudget traces;
  private final AtomicLong late = new AtomicLong();
  private final Set<String> counters = ConcurrentHashMap.newKeySet();
  private volatile @Nullable OcppHandler handler;
  private volatile boolean closed;
  private volatile @Nullable EventConsumer firstConsumer;
  private volatile ConsumerWants wants = ConsumerWants.NOTHING;
  private volatile boolean trial;

  // Guarded by this.
  private @Nullable ConsumerPort port;
  private ConsumerFeeds.@Nullable Feed feed;
  private boolean starved;

  PluginHost(Plugin plugin, HandlerSpec spec, int load, Supervision supervision) {
    this.plugin = plugin;
    this.spec = spec;
    this.load = load;
    this.supervision = supervision;
    String name = "handler-" + spec.id() + "-" + load;
    this.workers = supervision.workers().apply(spec, name);
    this.tasks = supervision.workers().apply(spec, name + "-task");
    this.timers = new OwnedTimers(supervision.scheduler(), MOST_TIMERS, executor());
    this.throttle = new LogThrottle(spec.id(), supervision.scheduler());
    this.traces = new TraceBudget(supervision.scheduler().nanos());
  }

  HandlerId id() {
    return spec.id();
  }

  HandlerSpec spec() {
    return spec;
  }

  int load() {
    return load;
  }

  ClassLoader loader() {
    return spec.provider().loader();
  }

  Scheduler scheduler() {
    return supervision.scheduler();
  }

  SupervisionPolicy policy() {
    return supervision.policy();
  }

  Workers workers() {
    return workers;
  }

  void submit(Call<?> call) {
    workers.submit(call);
  }

  /** The plugin's object; only after it was started. */
  OcppHandler handler() {
    return Objects.requireNonNull(handler, "not started");
  }

  /** On the plugin's thread: makes and starts the object. */
  Boolean start() throws Exception {
    @Nullable OcppHandler made = spec.provider().create();
    if (made == null) {
      throw new InvalidAnswerException("The provider gave null");
    }
    made.start(new PluginEnvironment(this, supervision.services()));
    handler = made;
    if (spec.role() == HandlerRole.CONSUMER) {
      firstConsumer = openConsumer();
      wants = ConsumerWants.of(consumerHandler());
    }
    return Boolean.TRUE;
  }

  /** On the plugin's thread: opens what takes the events of the log. */
  EventConsumer openConsumer() throws Exception {
    @Nullable EventConsumer made = consumerHandler().openConsumer();
    if (made == null) {
      throw new InvalidAnswerException("openConsumer gave null");
    }
    return made;
  }

  private ConsumerHandler consumerHandler() throws InvalidAnswerException {
    if (handler() instanceof ConsumerHandler consumers) {
      return consumers;
    }
    throw new InvalidAnswerException(
        handler().getClass().getName() + " is declared a consumer and is no ConsumerHandler");
  }

  /** What {@link #start} opened. */
  @Nullable EventConsumer firstConsumer() {
    return firstConsumer;
  }

  /** What it said that it wants. */
  ConsumerWants wants() {
    return wants;
  }

  /** A payload as this handler may see it. */
  JsonView shown(JsonView payload) {
    return supervision.shownTo(spec).apply(payload);
  }

  /**
   * From now on the consumer of this load is fed; nothing happens for other roles, for one that
   * wants nothing, or too late.
   */
  synchronized void feed() {
    if (spec.role() == HandlerRole.CONSUMER && !starved && !wants.isNothing()) {
      ConsumerPort to = new ConsumerPort(plugin, this, supervision);
      port = to;
      feed = supervision.feeds().begin(to);
    }
  }

  /** Ends the feeding; {@code ended} is called once, also when there was none. */
  void starve(Runnable ended) {
    ConsumerFeeds.Feed by;
    synchronized (this) {
      starved = true;
      by = feed;
      feed = null;
      if (port != null) {
        port.hurry();
      }
    }
    if (by == null) {
      ended.run();
    } else {
      by.stop(ended);
    }
  }

  /** On the plugin's thread: ends the object. */
  Boolean end() {
    OcppHandler made = handler;
    if (made != null) {
      made.close();
    }
    return Boolean.TRUE;
  }

  /** Ends the threads; the names of those that stay are told when there are any. */
  void unload() {
    closed = true;
    timers.close();
    workers.close();
    tasks.close();
    scheduler().schedule(policy().grace(), this::lookForLeaks);
  }

  private void lookForLeaks() {
    List<String> left = new ArrayList<>(workers.alive());
    left.addAll(tasks.alive());
    if (!left.isEmpty()) {
      List<String> names = left.stream().distinct().sorted().toList();
      supervision.listener().on(new SupervisionEvent.ThreadsLeaked(id(), load, names));
    }
  }

  void abandoned(Thread hung) {
    workers.abandon(hung);
    tasks.abandon(hung);
    plugin.threadLost(this, hung.getName());
  }

  int zombies() {
    return workers.zombies() + tasks.zombies();
  }

  /**
   * It is a canary or was one that did not stay: its lost threads are not held against the plugin.
   */
  boolean isTrial() {
    return trial;
  }

  void onTrial(boolean now) {
    trial = now;
  }

  /** True when a failure now may be told with its trace. */
  boolean mayTrace() {
    return traces.spend(scheduler().nanos());
  }

  void lateReturn() {
    late.incrementAndGet();
  }

  long lateReturns() {
    return late.get();
  }

  Timers timers() {
    return timers;
  }

  /** The plugin's own tasks: beside its stations, without a deadline, bounded in number. */
  Executor executor() {
    return task -> {
      if (closed) {
        return;
      }
      if (tasks.waiting() >= MOST_TASKS) {
        throw new RejectedExecutionException(id() + ": " + MOST_TASKS + " tasks wait already");
      }
      tasks.submit(
          new Call<>(
              this,
              null,
              null,
              call -> true,
              () -> {
                task.run();
                return Boolean.TRUE;
              },
              (call, done, failure) -> {
                if (failure != null) {
                  logger("").warn("A task failed: {}", failure.text());
                }
              }));
    };
  }

  void count(String name, long increment) {
    if (!COUNTER.matcher(name).matches() || closed) {
      return;
    }
    if (counters.contains(name) || (counters.size() < MOST_COUNTERS && counters.add(name))) {
      supervision.services().count(id(), name, increment);
    }
  }

  Logger logger(String prefix) {
    return new ThrottledLogger(throttle, prefix);
  }
}
