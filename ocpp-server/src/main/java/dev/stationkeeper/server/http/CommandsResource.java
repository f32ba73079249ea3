// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.ProfileReadiness;
import dev.stationkeeper.server.view.CommandRow;
import dev.stationkeeper.server.view.CommandsView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.security.RaisedProfile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands of a station: CALLs that an operator wants sent, and what became of them. */
final class CommandsResource implements Resource {
  private static final int MAX_WAIT = 300;
  private static final Duration DEFAULT_TTL = Duration.ofHours(1);
  private static final Duration MAX_TTL = Duration.ofDays(30);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

  private static final int HIGHEST = 100;

  private final KnownStations stations;
  private final LiveStations live;
  private final CommandsView commands;
  private final CommandCheck check;
  private final ProfileReadiness readiness;
  private final Supplier<String> ids;
  private final InstantSource clock;
  private final Shown shown;

  /** Waits until the read models show everything that is in the log. */
  @FunctionalInterface
  interface Shown {
    void await() throws InterruptedException;
  }

  CommandsResource(
      KnownStations stations,
      LiveStations live,
      CommandsView commands,
      CommandCheck check,
      ProfileReadiness readiness,
      Supplier<String> ids,
      InstantSource clock,
      Shown shown) {
    this.shown = shown;
    this.stations = stations;
    this.live = live;
    this.commands = commands;
    this.check = check;
    this.readiness = readiness;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param action for example {@code Reset}
   * @param payload of the CALL, members in the order that the station shall see
   * @param waitSeconds 0 to 300; how long to wait for the end, 0 when absent
   * @param ttlSeconds how long the command may wait to be sent; an hour when absent
   * @param priority -100 to 100; of those that wait the highest is sent first; 0 when absent
   * @param carryThrough true to have sent what must follow for it to take effect: after
   *     SetNetworkProfile or ChangeConfiguration with a higher security profile the order of the
   *     slots and a Reset
   */
  record NewCommand(
      String action,
      @Nullable JsonView payload,
      @Nullable Integer waitSeconds,
      @Nullable Long ttlSeconds,
      @Nullable Integer priority,
      @Nullable Boolean carryThrough) {}

  /**
   * @param status queued, sent, accepted, rejected, error, timedOut, expired or cancelled
   * @param response the station's payload verbatim, or code and description of an error; null
   *     before the end
   */
  record CommandStanding(String id, String status, @Nullable JsonView response) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/stations/{id}/commands";
    return List.of(
        Route.of(Verb.POST, path, "Sends a command to a station; 202 when it has not ended yet")
            .tagged("Commands")
            .path("id", "The station's id")
            .takes(NewCommand.class)
            .answers(200, CommandStanding.class)
            .served(this::submit),
        Route.of(Verb.GET, path, "Lists a station's commands, the latest first")
            .tagged("Commands")
            .path("id", "The station's id")
            .query("status", Param.Kind.TEXT, "Only those in this state")
            .paged()
            .answersPageOf(CommandRow.class)
            .served(
                x ->
                    Reply.ok(
                        commands.list(
                            stations.require(x).value(),
                            x.query("status"),
                            x.cursor(),
                            x.limit()))),
        Route.of(Verb.GET, path + "/{command}", "Shows a command")
            .tagged("Commands")
            .path("id", "The station's id")
            .path("command", "The command's id")
            .answers(200, CommandRow.class)
            .served(x -> Reply.ok(find(x))),
        Route.of(Verb.DELETE, path + "/{command}", "Drops a command that has not been sent")
            .tagged("Commands")
            .path("id", "The station's id")
            .path("command", "The command's id")
            .served(this::cancel));
  }

  private Reply submit(Exchange exchange) throws InterruptedException {
    StationId station = stations.require(exchange);
    String attempt = exchange.attemptId();
    if (attempt != null && exchange.isRepeated()) {
      shown.await();
      Optional<CommandRow> before = commands.find(station.value(), attempt);
      if (before.isPresent()) {
        return standing(before.get());
      }
    }
    NewCommand wanted = exchange.body(NewCommand.class);
    if (wanted.action() == null || wanted.action().isBlank()) {
      throw ApiException.notValid("The command needs an action, for example Reset.");
    }
    Action action = Action.of(wanted.action());
    JsonView payload = wanted.payload() == null ? JsonView.EMPTY : wanted.payload();
    Optional<OcppVersion> version = stations.version(station);
    version
        .map(v -> check.fault(v, action, payload))
        .orElseGet(() -> check.fault(action, payload))
        .ifPresent(
            fault -> {
              throw ApiException.notValid(fault);
            });
    OptionalInt profile = RaisedProfile.of(action.name(), payload);
    boolean through = Boolean.TRUE.equals(wanted.carryThrough());
    if (through && profile.isEmpty()) {
      throw ApiException.notValid(
          "Only what sets a security profile is carried through: SetNetworkProfile, and"
              + " ChangeConfiguration of SecurityProfile.");
    }
    if (profile.isPresent()) {
      readiness
          .fault(station, profile.getAsInt())
          .ifPresent(
              fault -> {
                throw ApiException.notValid(fault);
              });
    }
    int wait = waitSeconds(wanted);
    Command command =
        new Command(
            attempt == null ? ids.get() : attempt,
            action,
            payload,
            clock.instant().plus(ttl(wanted)),
            exchange.principal().name(),
            priority(wanted));
    LiveStations.Submission submission;
    try {
      submission = live.submit(station, through ? command.carriedThrough() : command);
    } catch (RejectedExecutionException e) {
      throw ApiException.unavailable("The command was not taken: " + e.getMessage() + ".");
    }
    LiveStations.Standing result =
        await(submission.taken(), TAKEN_WITHIN)
            .orElseThrow(
                () -> ApiException.unavailable("The log did not take the command in time."));
    if (wait > 0 && !result.status().isEnd()) {
      result = await(submission.ended(), Duration.ofSeconds(wait)).orElse(result);
    }
    return new Reply(result.status().isEnd() ? 200 : 202, standing(result));
  }

  /** It was taken in by a server that died before it had answered. */
  private static Reply standing(CommandRow row) {
    boolean over = row.endedAt() != null;
    return new Reply(
        over ? 200 : 202,
        new CommandStanding(row.id(), row.status(), over ? row.response() : null));
  }

  private CommandRow find(Exchange exchange) {
    StationId station = stations.require(exchange);
    return commands
        .find(station.value(), exchange.path("command"))
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "Station %s has no command %s.".formatted(station, exchange.path("command"))));
  }

  private Reply cancel(Exchange exchange) {
    CommandRow command = find(exchange);
    if (!command.status().equals("queued")) {
      throw ApiException.conflict(
          "The command is %s: only a queued one can be dropped.".formatted(command.status()));
    }
    live.cancel(new StationId(command.station()), command.id(), exchange.principal().name());
    return Reply.NOTHING;
  }

  private static CommandStanding standing(LiveStations.Standing result) {
    return new CommandStanding(
        result.commandId(),
        result.status().wireName(),
        result.status().isEnd() ? result.response() : null);
  }

  private static Optional<LiveStations.Standing> await(
      CompletionStage<LiveStations.Standing> stage, Duration patience) throws InterruptedException {
    try {
      return Optional.of(
          stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw ApiException.unavailable("The command was not taken: " + Problems.reason(e));
    }
  }

  private static int waitSeconds(NewCommand wanted) {
    int wait = wanted.waitSeconds() == null ? 0 : wanted.waitSeconds();
    if (wait < 0 || wait > MAX_WAIT) {
      throw ApiException.notValid("waitSeconds must be 0 to " + MAX_WAIT + ", not " + wait + ".");
    }
    return wait;
  }

  private static int priority(NewCommand wanted) {
    int priority = wanted.priority() == null ? Command.NORMAL : wanted.priority();
    if (Math.abs(priority) > HIGHEST) {
      throw ApiException.notValid(
          "priority must be -" + HIGHEST + " to " + HIGHEST + ", not " + priority + ".");
    }
    return priority;
  }

  private static Duration ttl(NewCommand wanted) {
    if (wanted.ttlSeconds() == null) {
      return DEFAULT_TTL;
    }
    long seconds = wanted.ttlSeconds();
    if (seconds < 1 || seconds > MAX_TTL.toSeconds()) {
      throw ApiException.notValid(
          "ttlSeconds must be 1 to " + MAX_TTL.toSeconds() + ", not " + seconds + ".");
    }
    return Duration.ofSeconds(seconds);
  }
}
