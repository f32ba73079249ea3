// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.metrics;

import dev.stationkeeper.engine.Traffic;
import dev.stationkeeper.eventmanager.HandlerMeter;
import dev.stationkeeper.server.log.LogMeter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The figures of one server. Thread-safe. What is counted on hot paths costs an adder and a
 * histogram's bucket; everything else is asked for when somebody scrapes, at most once a second.
 */
public final class Metrics implements AutoCloseable {
  /** What {@link #scrape} gives: the text format of Prometheus. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Names of counters that are shown; more are left out. */
  static final int MOST_OCCURRENCES = 500;

  private static final long FRESH_NANOS = 1_000_000_000L;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MessageMetrics messages = new MessageMetrics(registry);
  private final HandlerMetrics handlers = new HandlerMetrics(registry);
  private final LogMetrics log = new LogMetrics(registry);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final List<Runnable> refreshed = new CopyOnWriteArrayList<>();
  private final Set<String> occurrences = new HashSet<>();

  /** A counter asks its source through a weak reference; nobody else may hold on to these. */
  private final List<Object> held = new CopyOnWriteArrayList<>();

  private long scrapes;
  private long refreshedAt = System.nanoTime() - FRESH_NANOS;

  /** Figures of the process at first; the parts of a server add their own. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** Hears of messages and commands. */
  public Traffic traffic() {
    return messages;
  }

  /** Hears of vendors' code. */
  public HandlerMeter handlers() {
    return handlers;
  }

  /** Hears of the event log's disk. */
  public LogMeter log() {
    return log;
  }

  /** A figure that goes up and down. */
  public void gauge(String name, String about, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble).description(about).register(registry);
  }

  /** A figure that only goes up. */
  public void counter(String name, String about, LongSupplier value) {
    ToDoubleFunction<LongSupplier> read = LongSupplier::getAsLong;
    held.add(value);
    FunctionCounter.builder(name, value, read).description(about).register(registry);
  }

  /**
   * One figure for each of a bounded number of label values, asked for as a whole.
   *
   * @param labels in the order of {@link Row#values}
   */
  public void table(
      String name, String about, List<String> labels, Supplier<? extends Iterable<Row>> rows) {
    MultiGauge table = MultiGauge.builder(name).description(about).register(registry);
    refreshed.add(() -> fill(table, labels, rows.get()));
  }

  /** A line of a {@link #table}. */
  public record Row(List<String> values, double figure) {
    /** With these label values. */
    public static Row of(double figure, String... values) {
      return new Row(List.of(values), figure);
    }
  }

  private static void fill(MultiGauge table, List<String> labels, Iterable<Row> rows) {
    List<MultiGauge.Row<?>> lines = new ArrayList<>();
    for (Row row : rows) {
      Tags tags = Tags.empty();
      for (int i = 0; i < labels.size(); i++) {
        tags = tags.and(labels.get(i), row.values().get(i));
      }
      lines.add(MultiGauge.Row.of(tags, row.figure()));
    }
    table.register(lines, true);
  }

  /**
   * What {@code figures} gives, asked for once in a scrape however many tables are made of it.
   *
   * @param <T> immutable
   */
  public <T> Supplier<T> once(Supplier<T> figures) {
    AtomicReference<Remembered<T>> last = new AtomicReference<>();
    return () -> {
      Remembered<T> known = last.get();
      if (known == null || known.scrape() != scrapes) {
        known = new Remembered<>(scrapes, figures.get());
        last.set(known);
      }
      return known.value();
    };
  }

  private record Remembered<T>(long scrape, T value) {}

  /**
   * Shows counters by their names, those of {@code known} from the beginning: an alert sees a
   * counter rise only when it was there at zero.
   */
  public void occurrences(
      Set<String> known, Supplier<Set<String>> names, ToLongFunction<String> count) {
    held.add(count);
    known.forEach(name -> show(name, count));
    refreshed.add(() -> names.get().forEach(name -> show(name, count)));
  }

  private void show(String name, ToLongFunction<String> count) {
    if (occurrences.size() < MOST_OCCURRENCES && occurrences.add(name)) {
      ToDoubleFunction<ToLongFunction<String>> read = counts -> counts.applyAsLong(name);
      FunctionCounter.builder("stationkeeper.occurrences", count, read)
          .description("What deserves no event but a counter; limits that were hit among it")
          .tag("what", name)
          .register(registry);
    }
  }

  /** All figures, as text. Looks at every station: for a scraper, not for a loop. */
  public synchronized String scrape() {
    long now = System.nanoTime();
    if (now - refreshedAt >= FRESH_NANOS) {
      scrapes++;
      refreshed.forEach(Runnable::run);
      refreshedAt = now;
    }
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
