// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.view.EventRow;
import dev.stationkeeper.server.view.EventsView;
import dev.stationkeeper.server.view.Page;
import dev.stationkeeper.server.view.Views;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The events of the log, as pages and as a stream. */
final class EventsResource implements Resource {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** Who hears of an event reads what has become of it: events are told when that can be read. */
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

  private static final int BATCH = 500;

  private final Views views;
  private final EventsView events;
  private final SegmentedLog log;
  private final SecretMask mask = new SecretMask(Json.mapper());

  EventsResource(Views views, SegmentedLog log) {
    this.views = views;
    this.events = views.events();
    this.log = log;
  }

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/events";
    return List.of(
        Route.of(Verb.GET, path, "Lists events in the order of the log")
            .tagged("Events")
            .query("after", Param.Kind.NUMBER, "Only behind this position")
            .query(
                "afterSequence",
                Param.Kind.NUMBER,
                "With station: only behind the event with that number")
            .query("station", Param.Kind.TEXT, "Only this station's; $system for the others")
            .query("type", Param.Kind.TEXT, "Only of this type, or of these with commas between")
            .paged()
            .answersPageOf(EventRow.class)
            .served(this::list),
        Route.of(
                Verb.GET,
                path + "/stream",
                "Streams events: those behind Last-Event-ID or after, else those to come")
            .tagged("Events")
            .query("after", Param.Kind.NUMBER, "Begin behind this position; 0 for the beginning")
            .query("station", Param.Kind.TEXT, "Only this station's; $system for the others")
            .query("type", Param.Kind.TEXT, "Only of this type, or of these with commas between")
            .answers(200, EventRow.class)
            .streamed(this::stream));
  }

  private Reply list(Exchange x) {
    Long after = x.number("after");
    if (x.cursor() != null) {
      after = x.number("cursor");
    }
    Long sequence = x.number("afterSequence");
    if (sequence != null && x.query("station") == null) {
      throw ApiException.badRequest("afterSequence needs station: each station counts for itself.");
    }
    Page<EventRow> page =
        events.list(
            after == null ? 0 : after,
            sequence == null ? 0 : sequence,
            x.query("station"),
            x.query("type"),
            x.limit());
    return Reply.ok(new Page<>(page.items().stream().map(mask::mask).toList(), page.next()));
  }

  private void stream(Exchange x, EventSink sink) throws IOException, InterruptedException {
    String station = x.query("station");
    String type = x.query("type");
    long position = begin(x);
    // Who reads this knows that nothing from here on is missed.
    sink.comment("open");
    boolean shown = true;
    while (!Thread.currentThread().isInterrupted()) {
      // Taken first: what comes while the page is read is found by the next turn.
      long head = log.position();
      Page<EventRow> page = events.list(position, station, type, BATCH);
      if (!page.items().isEmpty()) {
        // While read models are made again nobody waits for them.
        Duration patience = shown ? SHOWN_WITHIN : Duration.ZERO;
        shown = views.awaitUnhurried(page.items().getLast().position(), patience);
      }
      for (EventRow event : page.items()) {
        sink.event(Long.toString(event.position()), event.type(), mask.mask(event));
        position = event.position();
      }
      if (page.next() != null) {
        position = Math.max(position, Long.parseLong(page.next()));
      } else {
        position = Math.max(position, head);
        if (!log.awaitBeyond(position, KEEP_ALIVE)) {
          sink.comment("still here");
        }
      }
    }
  }

  private long begin(Exchange x) {
    String last = x.header("Last-Event-ID");
    if (last != null && !last.isBlank()) {
      try {
        return Long.parseLong(last.strip());
      } catch (NumberFormatException e) {
        throw ApiException.badRequest("Last-Event-ID must be an id of this stream, not " + last);
      }
    }
    Long after = x.number("after");
    return after == null ? log.position() : after;
  }
}
