// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.PluginStatus;
import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.ocpp.StationId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The handlers: how they stand, and what operators may do about it. */
final class HandlersResource implements Resource {
  private static final int PATIENCE_SECONDS = 60;

  private final EventManagers managers;
  private final HandlerSwap swap;

  HandlersResource(EventManagers managers, HandlerSwap swap) {
    this.managers = managers;
    this.swap = swap;
  }

  /**
   * @param role responder or observer
   * @param order lower is asked first
   * @param state of the handler itself; stations' slots may differ
   * @param slots how many stations' slots are in which state
   * @param zombies threads that were given up and have not ended
   */
  record HandlerView(
      String name,
      String version,
      String role,
      int order,
      String state,
      String lastError,
      Map<String, Integer> slots,
      long restarts,
      int queued,
      int workers,
      int zombies) {}

  /** Everything at once: there are few. */
  record HandlerPage(List<HandlerView> items, @Nullable String next) {}

  /** How a handler stands on one station. */
  record SlotView(
      String station,
      String handler,
      String state,
      int generation,
      long restarts,
      String lastError,
      int queued,
      long lateAnswers,
      long lostEvents,
      long timeouts) {}

  /** The slots of one station. */
  record SlotPage(List<SlotView> items, @Nullable String next) {}

  /**
   * @param station only on this station; on all when absent
   */
  record Where(@Nullable String station) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/handlers";
    return List.of(
        Route.of(Verb.GET, path, "Lists the handlers")
            .tagged("Handlers")
            .answersPageOf(HandlerView.class)
            .served(
                x ->
                    Reply.ok(
                        new HandlerPage(
                            managers.handlers().stream().map(HandlersResource::view).toList(),
                            null))),
        Route.of(
                Verb.GET,
                ApiServer.PREFIX + "/stations/{id}/handlers",
                "Lists how the handlers stand on a station")
            .tagged("Handlers")
            .path("id", "The station's id")
            .answersPageOf(SlotView.class)
            .served(
                x ->
                    Reply.ok(
                        new SlotPage(
                            managers.slots(x.stationId()).stream()
                                .map(HandlersResource::view)
                                .toList(),
                            null))),
        action(path, "quarantine", "Takes a handler out: it is asked nothing until resumed")
            .served(this::quarantine),
        action(path, "resume", "Takes a handler back in").takes(Where.class).served(this::resume),
        action(path, "swap", "Replaces a handler by the newest among the plugins")
            .served(this::swap));
  }

  private static Route action(String path, String verb, String summary) {
    return Route.of(Verb.POST, path + "/{name}/" + verb, summary)
        .tagged("Handlers")
        .path("name", "The handler's name")
        .answers(200, HandlerView.class);
  }

  private Reply quarantine(Exchange x) throws InterruptedException {
    PluginStatus handler = require(x);
    await(managers.quarantine(handler.handler(), x.principal().name()));
    return Reply.ok(view(require(x)));
  }

  private Reply resume(Exchange x) {
    HandlerId handler = require(x).handler();
    Where where = x.hasBody() ? x.body(Where.class) : new Where(null);
    if (where.station() == null) {
      managers.resume(handler);
    } else if (!StationId.isValid(where.station())
        || !managers.resume(handler, new StationId(where.station()))) {
      throw ApiException.conflict(
          handler
              + " is not quarantined on "
              + where.station()
              + ", or out of service as a whole.");
    }
    return Reply.ok(view(require(x)));
  }

  private Reply swap(Exchange x) throws InterruptedException {
    HandlerId handler = require(x).handler();
    Optional<String> failure = await(swap.begin(handler, x.principal().name()));
    if (failure.isPresent()) {
      throw ApiException.conflict("The swap was rolled back: " + failure.get());
    }
    return Reply.ok(view(require(x)));
  }

  private PluginStatus require(Exchange x) {
    String name = x.path("name");
    return managers.handlers().stream()
        .filter(status -> status.handler().name().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("There is no handler " + name + "."));
  }

  private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw ApiException.unavailable(
          "It has begun and goes on; it was not over within " + PATIENCE_SECONDS + " seconds.");
    } catch (ExecutionException e) {
      throw ApiException.conflict(Problems.reason(e));
    }
  }

  private static HandlerView view(PluginStatus s) {
    Map<String, Integer> slots = new TreeMap<>();
    s.slots().forEach((state, count) -> slots.put(lower(state), count));
    return new HandlerView(
        s.handler().name(),
        s.version(),
        lower(s.role()),
        s.order(),
        lower(s.state()),
        s.lastError(),
        slots,
        s.restarts(),
        s.queued(),
        s.workers(),
        s.zombies());
  }

  private static SlotView view(SlotStatus s) {
    return new SlotView(
        s.station().value(),
        s.handler().name(),
        lower(s.state()),
        s.generation(),
        s.restarts(),
        s.lastError(),
        s.queued(),
        s.lateAnswers(),
        s.lostEvents(),
        s.timeouts());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
