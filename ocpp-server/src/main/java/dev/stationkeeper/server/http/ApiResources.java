// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.server.identity.Users;
import dev.stationkeeper.server.view.Views;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a server serves, gathered from its parts. Immutable. */
public final class ApiResources {
  private final List<Route> routes;
  private final List<AutoCloseable> parts;

  private ApiResources(List<Route> routes, List<AutoCloseable> parts) {
    this.routes = routes;
    this.parts = parts;
  }

  /** Nothing yet. */
  public static ApiResources none() {
    return new ApiResources(List.of(), List.of());
  }

  /** Adds health, by what can be wrong. */
  public ApiResources health(List<ReadyCheck> checks) {
    return with(new HealthResource(checks));
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
    Registry registry = new LoggedRegistry(sources.system(), views);
    return with(new StationsResource(known, views.stations(), views.messages(), registry))
        .with(new DeviceResource(known, views.variables(), views.flows()))
        .with(new DefinitionsResource())
        .with(new OverviewResource(views.overview(), sources.log(), sources.clock()))
        .with(new StateResource(known, sources.stations(), sources.machine()))
        .with(
            new CommandsResource(
                known,
                sources.live(),
                views.commands(),
                sources.check(),
                sources.ids(),
                sources.clock()))
        .with(new TransactionsResource(views.transactions()))
        .with(new EventsResource(views.events(), sources.log()))
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
    return new ApiResources(
            routes, Stream.concat(parts.stream(), Stream.<AutoCloseable>of(runner)).toList())
        .with(new TasksResource(known, views, sources, runner));
  }

  /** Adds the handlers and what operators may do about them. */
  public ApiResources handlers(EventManagers managers, HandlerSwap swap) {
    return with(new HandlersResource(managers, swap));
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
        Stream.concat(routes.stream(), resource.routes().stream()).toList(), parts);
  }
}
