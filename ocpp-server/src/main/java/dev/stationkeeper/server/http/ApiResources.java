// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import dev.stationkeeper.server.identity.Users;
import dev.stationkeeper.server.node.DataCheck;
import dev.stationkeeper.server.node.LogOperations;
import dev.stationkeeper.server.plugin.PluginChanges;
import dev.stationkeeper.server.plugin.PluginScan;
import dev.stationkeeper.server.view.Views;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a server serves, gathered from its parts. Immutable. */
public final class ApiResources {
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);

  private final List<Route> routes;
  private final List<AutoCloseable> parts;
  private final ActionRecord actions;

  private ApiResources(List<Route> routes, List<AutoCloseable> parts, ActionRecord actions) {
    this.routes = routes;
    this.parts = parts;
    this.actions = actions;
  }

  /** Nothing yet. */
  public static ApiResources none() {
    return new ApiResources(List.of(), List.of(), ActionRecord.NONE);
  }

  /** Adds health, by what can be wrong. */
  public ApiResources health(List<ReadyCheck> checks) {
    return health(List.of(), checks);
  }

  /** The same, with what a process cannot go on without. */
  public ApiResources health(List<ReadyCheck> living, List<ReadyCheck> ready) {
    return with(new HealthResource(living, ready));
  }

  /**
   * Adds the figures for Prometheus.
   *
   * @param open true when nobody has to say who they are
   */
  public ApiResources metrics(Supplier<String> scrape, boolean open) {
    return with(new MetricsResource(scrape, open));
  }

  /** Adds users, API tokens and who one is. */
  public ApiResources identity(Users users, SecureRandom random) {
    return with(new UsersResource(users, random))
        .with(new ApiTokensResource(users, random))
        .with(new WhoamiResource());
  }

  /** Adds stations, transactions, commands, events, tokens and alarms. */
  public ApiResources operations(ApiSources sources) {
    Views views = sources.views();
    KnownStations known = new KnownStations(views.stations(), sources.live());
    StationAccessBook access = sources.access();
    Registry registry = new LoggedRegistry(sources.system(), views, access::appended);
    StationDoor door = new StationDoor(access, sources.defaultProfile());
    return with(new StationsResource(known, views.stations(), views.messages(), registry, door))
        .with(new StationAccessResource(known, access, door))
        .with(new AuthorityResource(known, access, sources.authority()))
        .with(new DeviceResource(known, views.variables(), views.flows(), views.certificates()))
        .with(new DevicePartsResource(known, new PresentStates(sources)))
        .with(new MonitorsResource(known, views.monitors()))
        .with(new DefinitionsResource())
        .with(new OverviewResource(views.overview(), sources.log(), sources.clock()))
        .with(new StateResource(known, sources.stations(), sources.machine(), views.events()))
        .with(
            new CommandsResource(
                known,
                sources.live(),
                views.commands(),
                sources.commandCheck(),
                sources.readiness(),
                sources.ids(),
                sources.clock(),
                () -> awaitShown(sources)))
        .with(new TransactionsResource(views.transactions(), sources.live(), sources.clock()))
        .with(new ReadModelsResource(views))
        .with(new AuditResource(views.audit()))
        .with(new EventsResource(views, sources.log()))
        .with(new TokensResource(views.tokens(), registry, sources.clock()))
        .with(new AlarmsResource(views.alarms(), registry));
  }

  /**
   * Adds commands to many stations. What a restart interrupted is gone on with; the threads of that
   * end with the server.
   */
  public ApiResources tasks(ApiSources sources) {
    Views views = sources.views();
    TaskRunner runner = new TaskRunner(sources.live(), sources.clock(), sources.log(), views);
    KnownStations known = new KnownStations(views.stations(), sources.live());
    return ending(runner).with(new TasksResource(known, views, sources, runner));
  }

  private ApiResources ending(AutoCloseable part) {
    return new ApiResources(
        routes, Stream.concat(parts.stream(), Stream.of(part)).toList(), actions);
  }

  private static void awaitShown(ApiSources sources) throws InterruptedException {
    if (!sources.views().await(sources.log().position(), SHOWN_WITHIN)) {
      throw ApiException.unavailable(
          "The read models have not caught up yet, so nobody knows whether this was done.");
    }
  }

  /** Adds the verification of the log. */
  public ApiResources log(Callable<DataCheck.Report> check, InstantSource clock) {
    LogResource log = new LogResource(check, clock);
    return ending(log).with(log);
  }

  /** Adds what may be done to the log meanwhile. */
  public ApiResources maintenance(LogOperations operations, InstantSource clock) {
    LogMaintenanceResource maintenance = new LogMaintenanceResource(operations, clock);
    return ending(maintenance).with(maintenance);
  }

  /** Adds the handlers and what operators may do about them. */
  public ApiResources handlers(
      EventManagers managers, HandlerFeeds feeds, PluginChanges changes, PluginScan scan) {
    return with(new HandlersResource(managers, feeds))
        .with(new HandlerChangesResource(managers, changes, scan));
  }

  /** Has every action put on record there. */
  public ApiResources recorded(AuditTrail trail) {
    return new ApiResources(routes, parts, trail);
  }

  ActionRecord actions() {
    return actions;
  }

  /** What ends with the server. */
  List<AutoCloseable> parts() {
    return parts;
  }

  List<Route> routes() {
    return new ArrayList<>(routes);
  }

  ApiResources with(Resource resource) {
    return new ApiResources(
        Stream.concat(routes.stream(), resource.routes().stream()).toList(), parts, actions);
  }
}
