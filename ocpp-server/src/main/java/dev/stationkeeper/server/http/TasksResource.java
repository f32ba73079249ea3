// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.CommandSecrets;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.SystemEvent.TaskStarted;
import dev.stationkeeper.server.view.TaskRow;
import dev.stationkeeper.server.view.TaskStationRow;
import dev.stationkeeper.server.view.TasksView.Unqueued;
import dev.stationkeeper.server.view.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One command to many stations: a task, with a result for each. */
final class TasksResource implements Resource {
  private static final int MOST_STATIONS = 10_000;
  private static final int LONGEST_NOTE = 200;
  private static final Duration DEFAULT_TTL = Duration.ofHours(24);
  private static final Duration MAX_TTL = Duration.ofDays(30);
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

  private final KnownStations known;
  private final Views views;
  private final ApiSources sources;
  private final TaskRunner runner;

  TasksResource(KnownStations known, Views views, ApiSources sources, TaskRunner runner) {
    this.known = known;
    this.views = views;
    this.sources = sources;
    this.runner = runner;
  }

  /**
   * @param payload of the CALL, members in the order that the stations shall see
   * @param stations 1 to 10,000 ids of known stations
   * @param ttlSeconds how long a command may wait to be sent; a day when absent
   * @param note for people
   */
  record NewTask(
      String action,
      @Nullable JsonView payload,
      List<String> stations,
      @Nullable Long ttlSeconds,
      @Nullable String note) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/tasks";
    return List.of(
        Route.of(Verb.POST, path, "Sends a command to many stations")
            .tagged("Tasks")
            .takes(NewTask.class)
            .answers(201, TaskRow.class)
            .served(this::start),
        Route.of(Verb.GET, path, "Lists the tasks, the latest first")
            .tagged("Tasks")
            .paged()
            .answersPageOf(TaskRow.class)
            .served(x -> Reply.ok(views.tasks().list(x.cursor(), x.limit()))),
        Route.of(Verb.GET, path + "/{id}", "Shows a task")
            .tagged("Tasks")
            .path("id", "The task's id")
            .answers(200, TaskRow.class)
            .served(x -> Reply.ok(find(x.path("id")))),
        Route.of(Verb.GET, path + "/{id}/stations", "Lists what became of a task on each station")
            .tagged("Tasks")
            .path("id", "The task's id")
            .query("status", Param.Kind.TEXT, "Only those in this state")
            .paged()
            .answersPageOf(TaskStationRow.class)
            .served(
                x ->
                    Reply.ok(
                        views
                            .tasks()
                            .stations(
                                find(x.path("id")).id(),
                                x.query("status"),
                                x.cursor(),
                                x.limit()))));
  }

  private TaskRow find(String id) {
    return views
        .tasks()
        .find(id)
        .orElseThrow(() -> ApiException.notFound("There is no task " + id + "."));
  }

  private Reply start(Exchange x) throws InterruptedException {
    NewTask wanted = x.body(NewTask.class);
    if (wanted.action() == null || wanted.action().isBlank()) {
      throw ApiException.notValid("The task needs an action, for example Reset.");
    }
    List<StationId> stations = stations(wanted.stations());
    JsonView payload = wanted.payload() == null ? JsonView.EMPTY : wanted.payload();
    if (CommandSecrets.areIn(Action.of(wanted.action()), payload)) {
      throw ApiException.notValid(
          "A task has no secrets: send a command with a password in it to each station by itself.");
    }
    Map<String, String> refused = refused(Action.of(wanted.action()), payload, stations);
    String note = wanted.note();
    if (note != null && note.length() > LONGEST_NOTE) {
      throw ApiException.notValid("A note has at most " + LONGEST_NOTE + " characters.");
    }
    if (!runner.hasRoomFor(stations.size())) {
      throw ApiException.unavailable(
          "%d commands of tasks wait already; try again when there are fewer."
              .formatted(TaskRunner.MOST_WAITING));
    }
    TaskStarted task =
        new TaskStarted(
            sources.ids().get(),
            wanted.action(),
            payload,
            note,
            expiry(wanted.ttlSeconds()),
            stations.stream().map(StationId::value).toList(),
            refused);
    String by = x.principal().name();
    views.await(append(task, by), SHOWN_WITHIN);
    runner.take(commands(task, by));
    return Reply.created(find(task.taskId()));
  }

  private long append(TaskStarted task, String by) {
    try {
      return sources.system().append(task, by).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw ApiException.unavailable("The log did not take the task: " + Problems.reason(e));
    }
  }

  private static List<Unqueued> commands(TaskStarted task, String by) {
    List<Unqueued> commands = new ArrayList<>();
    for (int n = 0; n < task.stations().size(); n++) {
      String station = task.stations().get(n);
      if (!task.refused().containsKey(station)) {
        String id = TaskStarted.commandId(task.taskId(), n);
        commands.add(
            new Unqueued(station, id, task.action(), task.payload(), task.expiresAt(), by));
      }
    }
    return commands;
  }

  private List<StationId> stations(@Nullable List<String> wanted) {
    if (wanted == null || wanted.isEmpty() || wanted.size() > MOST_STATIONS) {
      throw ApiException.notValid("A task is for 1 to " + MOST_STATIONS + " stations.");
    }
    return new LinkedHashSet<>(wanted).stream().map(String::valueOf).map(known::require).toList();
  }

  /** Whom the action does not fit, by the station's version; an error when it fits nobody. */
  private Map<String, String> refused(Action action, JsonView payload, List<StationId> stations) {
    Map<String, String> refused = new HashMap<>();
    for (StationId station : stations) {
      known
          .version(station)
          .map(version -> sources.commandCheck().fault(version, action, payload))
          .orElseGet(() -> sources.commandCheck().fault(action, payload))
          .ifPresent(fault -> refused.put(station.value(), fault));
    }
    if (refused.size() == stations.size()) {
      throw ApiException.notValid(String.valueOf(refused.get(stations.getFirst().value())));
    }
    return refused;
  }

  private Instant expiry(@Nullable Long ttlSeconds) {
    if (ttlSeconds == null) {
      return sources.clock().instant().plus(DEFAULT_TTL);
    }
    if (ttlSeconds < 1 || ttlSeconds > MAX_TTL.toSeconds()) {
      throw ApiException.notValid(
          "ttlSeconds must be 1 to " + MAX_TTL.toSeconds() + ", not " + ttlSeconds + ".");
    }
    return sources.clock().instant().plusSeconds(ttlSeconds);
  }
}
