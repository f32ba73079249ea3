// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.LiveStation;
import dev.stationkeeper.engine.StateSource;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.eventmanager.PluginStatus;
import dev.stationkeeper.eventmanager.SlotState;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.server.consumer.ConsumerStatus;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import dev.stationkeeper.server.gateway.Gateway;
import dev.stationkeeper.server.log.LogCounters;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.metrics.Metrics;
import dev.stationkeeper.server.metrics.Metrics.Row;
import dev.stationkeeper.server.view.Views;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a node says of itself when somebody scrapes. */
final class NodeFigures {
  /** Limits and failures that are shown from the beginning, so that an alert sees them rise. */
  private static final Set<String> KNOWN =
      Set.of(
          "append_failed",
          "append_conflict",
          "load_failed",
          "machine_failed",
          "effect_failed",
          "mailbox_full",
          "command_refused_mailbox_full",
          "station_limit",
          "write_queue_full",
          "handshake_shed",
          "handshake_failed",
          "too_many_connections_of_address",
          "message_too_slow",
          "station_login_failed",
          "station_login_throttled",
          "handler_crashed",
          "handler_reinstalled",
          "handler_quarantined",
          "plugin_quarantined",
          "handler_thread_abandoned",
          "system_event_lost",
          "retention_run",
          "retention_erased",
          "retention_failed");

  private NodeFigures() {}

  /** Has {@code metrics} ask {@code node} from now on. */
  static void of(Metrics metrics, StationkeeperNode node) {
    NodeCounters counters = node.counters();
    metrics.occurrences(KNOWN, counters::names, counters::value);
    of(metrics, node.log());
    of(metrics, node.gateway(), node.engines());
    of(metrics, metrics.once(node.handlers()::handlers));
    of(metrics, node.views(), node.feeds());
  }

  private static void of(Metrics metrics, SegmentedLog log) {
    LogCounters counted = log.counters();
    metrics.counter("stationkeeper.log.events", "Events made durable", counted::events);
    metrics.counter("stationkeeper.log.batches", "Batches made durable", counted::batches);
    metrics.counter(
        "stationkeeper.log.refused", "Events that the log did not take", counted::refused);
    metrics.counter(
        "stationkeeper.log.conflicts", "Batches of a writer too late", counted::conflicts);
    metrics.counter(
        "stationkeeper.log.read.memory",
        "Events that followers of the log took from memory",
        counted::fromMemory);
    metrics.counter(
        "stationkeeper.log.read.files",
        "Events that followers of the log read from its files",
        counted::fromFiles);
    metrics.gauge("stationkeeper.log.position", "Position of the last event", () -> log.position());
    metrics.gauge(
        "stationkeeper.log.pending.bytes", "Bytes that wait for the disk", log::pendingBytes);
    metrics.gauge(
        "stationkeeper.log.disk.usable.bytes", "Bytes left on the log's disk", log::usableBytes);
    metrics.gauge(
        "stationkeeper.log.disk.floor.bytes",
        "With less left nothing is taken",
        log::diskFloorBytes);
    metrics.gauge(
        "stationkeeper.log.writable",
        "1 while the log takes events",
        () -> log.trouble().isEmpty() ? 1 : 0);
    metrics.gauge(
        "stationkeeper.log.damages", "Places that could not be read", () -> log.damages().size());
  }

  private static void of(Metrics metrics, Gateway gateway, StationEngines engines) {
    metrics.gauge("stationkeeper.sockets", "Open sockets of stations", gateway::size);
    metrics.gauge(
        "stationkeeper.handshakes.waiting", "Handshakes that wait for a verdict", gateway::waiting);
    metrics.gauge("stationkeeper.stations", "Stations that are known", engines::size);
    metrics.gauge(
        "stationkeeper.mail.waiting", "Messages and commands that wait", engines::waiting);
    metrics.table(
        "stationkeeper.connections",
        "Connected stations by version and registration",
        List.of("version", "state"),
        () -> connections(engines));
    metrics.table(
        "stationkeeper.commands.waiting",
        "Commands that wait for their station, or for its answer",
        List.of("state"),
        () -> commands(engines));
  }

  private static List<Row> connections(StationEngines engines) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (OcppVersion version : OcppVersion.all()) {
      counts.put(List.of(version.number(), "accepted"), 0);
    }
    engines
        .all()
        .filter(LiveStation::connected)
        .forEach(
            live -> {
              String version = Objects.requireNonNull(live.version()).number();
              String state =
                  engines
                      .durable(live.id())
                      .map(loaded -> loaded.state().registration().status())
                      .orElse("None");
              counts.merge(List.of(version, state.toLowerCase(Locale.ROOT)), 1, Integer::sum);
            });
    List<Row> rows = new ArrayList<>();
    counts.forEach((labels, count) -> rows.add(new Row(labels, count)));
    return rows;
  }

  private static List<Row> commands(StationEngines engines) {
    long[] counts = new long[2];
    engines
        .all()
        .map(LiveStation::id)
        .flatMap(id -> engines.durable(id).stream())
        .map(StateSource.Loaded::state)
        .forEach(
            state -> {
              counts[0] += state.commands().queued().size();
              counts[1] += state.commands().out() == null ? 0 : 1;
            });
    return List.of(Row.of((double) counts[0], "queued"), Row.of((double) counts[1], "sent"));
  }

  private static void of(Metrics metrics, Supplier<List<PluginStatus>> managers) {
    metrics.table(
        "stationkeeper.handler.slots",
        "Stations' slots of a handler by their state",
        List.of("handler", "state"),
        () -> slots(managers));
    handlers(
        metrics, managers, "restarts", "Restarts of a handler's slots", PluginStatus::restarts);
    handlers(metrics, managers, "zombies", "Threads that were given up", PluginStatus::zombies);
    handlers(metrics, managers, "queued", "Requests and events that wait", PluginStatus::queued);
    handlers(metrics, managers, "workers", "Threads that serve stations", PluginStatus::workers);
    handlers(metrics, managers, "late", "Answers after their deadline", PluginStatus::lateAnswers);
    handlers(
        metrics,
        managers,
        "serving",
        "1 while the handler itself runs",
        status -> status.state() == SlotState.RUNNING ? 1 : 0);
  }

  private static void handlers(
      Metrics metrics,
      Supplier<List<PluginStatus>> managers,
      String what,
      String about,
      ToDoubleFunction<PluginStatus> figure) {
    metrics.table(
        "stationkeeper.handler." + what,
        about,
        List.of("handler"),
        () ->
            managers.get().stream()
                .map(status -> Row.of(figure.applyAsDouble(status), status.handler().name()))
                .toList());
  }

  private static List<Row> slots(Supplier<List<PluginStatus>> managers) {
    List<Row> rows = new ArrayList<>();
    for (PluginStatus status : managers.get()) {
      status
          .slots()
          .forEach(
              (state, count) ->
                  rows.add(
                      Row.of(
                          count, status.handler().name(), state.name().toLowerCase(Locale.ROOT))));
    }
    return rows;
  }

  private static void of(Metrics metrics, Views views, HandlerFeeds feeds) {
    metrics.table(
        "stationkeeper.consumer.lag",
        "Events that a read model or a consumer is behind the log",
        List.of("consumer"),
        () -> {
          List<Row> rows = new ArrayList<>();
          views.lag().forEach((name, lag) -> rows.add(Row.of(lag, "view:" + name)));
          for (ConsumerStatus status : feeds.status()) {
            rows.add(Row.of((double) status.lag(), "handler:" + status.handler()));
          }
          return rows;
        });
    metrics.table(
        "stationkeeper.consumer.parked",
        "Events that a consumer has put aside",
        List.of("consumer"),
        () ->
            feeds.status().stream()
                .map(status -> Row.of((double) status.parked(), "handler:" + status.handler()))
                .toList());
    metrics.counter(
        "stationkeeper.tokens.memory",
        "Tokens that were looked for and remembered",
        views.tokenMemory()::remembered);
    metrics.counter(
        "stationkeeper.tokens.read",
        "Tokens that were looked for in the read model",
        views.tokenMemory()::read);
  }
}
