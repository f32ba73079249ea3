// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.PluginStatus;
import dev.stationkeeper.eventmanager.SlotStatus;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.consumer.ConsumerStatus;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The handlers: how they stand, and what operators may do about it. */
final class HandlersResource implements Resource {
  private final EventManagers managers;
  private final HandlerFeeds feeds;

  HandlersResource(EventManagers managers, HandlerFeeds feeds) {
    this.managers = managers;
    this.feeds = feeds;
  }

  /**
   * @param role responder or observer
   * @param order lower is asked first
   * @param state of the handler itself; stations' slots may differ
   * @param slots how many stations' slots are in which state
   * @param canary version and share of a second load, empty when there is none
   * @param shadow version of a candidate beside it, empty when there is none
   * @param checkpoint of a consumer: position of the last event that need not come again
   * @param lag of a consumer: events of the log that it has not acknowledged
   * @param waiting of a consumer: why it is given the same events again later, in its own words;
   *     empty when it goes on
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
      int zombies,
      String canary,
      String shadow,
      @Nullable Long checkpoint,
      @Nullable Long lag,
      @Nullable String waiting) {}

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
                            managers.handlers().stream().map(this::view).toList(), null))),
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
                                .map(HandlersResource::slotView)
                                .toList(),
                            null))),
        action(path, "quarantine", "Takes a handler out: it is asked nothing until resumed")
            .served(this::quarantine),
        action(path, "resume", "Takes a handler back in").takes(Where.class).served(this::resume));
  }

  private static Route action(String path, String verb, String summary) {
    return Route.of(Verb.POST, path + "/{name}/" + verb, summary)
        .tagged("Handlers")
        .path("name", "The handler's name")
        .answers(200, HandlerView.class);
  }

  private Reply quarantine(Exchange x) throws InterruptedException {
    PluginStatus handler = require(x);
    HandlerWaits.await(managers.quarantine(handler.handler(), x.principal().name()));
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

  private PluginStatus require(Exchange x) {
    return HandlerWaits.require(managers, x);
  }

  private HandlerView view(PluginStatus s) {
    Optional<ConsumerStatus> fed =
        feeds.status().stream().filter(c -> c.handler().equals(s.handler().name())).findFirst();
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
        s.zombies(),
        s.canary(),
        s.shadow(),
        fed.map(ConsumerStatus::checkpoint).orElse(null),
        fed.map(ConsumerStatus::lag).orElse(null),
        fed.map(ConsumerStatus::waiting).orElse(null));
  }

  private static SlotView slotView(SlotStatus s) {
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
