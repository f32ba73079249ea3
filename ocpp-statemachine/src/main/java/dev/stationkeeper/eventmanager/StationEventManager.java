// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.StopCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The slots of one station. */
final class StationEventManager implements EventManager {
  private record Place(Plugin plugin, HandlerSlot slot, long installed) {}

  private final StationId station;
  private final Supervision supervision;
  private final Consumer<StationId> closed;
  private volatile List<Place> places = List.of();
  private volatile HandlerSlot[] responders = {};
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private boolean closing;
  private long installs;

  StationEventManager(StationId station, Supervision supervision, Consumer<StationId> closed) {
    this.station = station;
    this.supervision = supervision;
    this.closed = closed;
  }

  @Override
  public void ask(Question question, Consumer<Outcome> reply) {
    GivenRequest request = new GivenRequest(question, supervision.reader());
    new Ask(
            supervision,
            request,
            responders,
            isShadowed() ? shadowed(question, request, reply) : reply)
        .start();
  }

  @Override
  public boolean wants(OcppVersion version, Action action, JsonView payload) {
    for (HandlerSlot responder : responders) {
      if (responder.wants(version, action, payload)) {
        return true;
      }
    }
    return false;
  }

  private boolean isShadowed() {
    for (Place place : places) {
      if (place.plugin.change().shadow().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Behind the answer, the shadows of those that were asked are asked too. */
  private Consumer<Outcome> shadowed(
      Question question, GivenRequest request, Consumer<Outcome> reply) {
    return outcome -> {
      reply.accept(outcome);
      String by = Decided.by(outcome);
      for (Place place : places) {
        boolean decided = place.plugin.id().name().equals(by);
        if (place.plugin.spec().role() == HandlerRole.RESPONDER && place.slot.wants(request)) {
          place
              .plugin
              .change()
              .shadow()
              .ifPresent(
                  shadow ->
                      shadow.ask(station, question, decided ? outcome : new Outcome.Passed()));
        }
        if (decided) {
          return;
        }
      }
    };
  }

  @Override
  public void publish(Occurrence occurrence) {
    for (Place place : places) {
      place.slot.tell(occurrence);
      place.plugin.change().shadow().ifPresent(shadow -> shadow.tell(station, occurrence));
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> _ = close(StopCause.STATION_CLOSED);
  }

  /** Completes when every handler of the station has stopped or was given up. */
  CompletableFuture<Void> close(StopCause cause) {
    List<Place> installed;
    synchronized (this) {
      if (closing) {
        return end;
      }
      closing = true;
      installed = new ArrayList<>(places);
    }
    installed.sort(Comparator.comparingLong(Place::installed));
    stopLast(installed, cause);
    return end;
  }

  /** In reverse order of installation, one after the other. */
  private void stopLast(List<Place> left, StopCause cause) {
    if (left.isEmpty()) {
      closed.accept(station);
      end.complete(null);
      return;
    }
    Place last = left.removeLast();
    last.slot.stop(
        cause,
        SlotState.REMOVED,
        snapshot -> {
          last.plugin.remove(last.slot);
          stopLast(left, cause);
        });
  }

  void install(Plugin plugin) {
    if (plugin.spec().role() == HandlerRole.CONSUMER) {
      return;
    }
    HandlerSlot slot = new HandlerSlot(station, plugin, supervision);
    synchronized (this) {
      if (closing) {
        return;
      }
      List<Place> next = new ArrayList<>(places);
      next.add(new Place(plugin, slot, installs++));
      next.sort(
          Comparator.comparingInt((Place place) -> place.plugin.spec().order())
              .thenComparingLong(Place::installed));
      arrange(next);
    }
    plugin.add(slot);
  }

  void uninstall(Plugin plugin) {
    synchronized (this) {
      arrange(places.stream().filter(place -> place.plugin != plugin).toList());
    }
  }

  Optional<HandlerSlot> slot(HandlerId handler) {
    return slots().stream().filter(slot -> slot.id().equals(handler)).findFirst();
  }

  List<HandlerSlot> slots() {
    return places.stream().map(Place::slot).toList();
  }

  private void arrange(List<Place> next) {
    places = List.copyOf(next);
    responders =
        next.stream()
            .filter(place -> place.plugin.spec().role() == HandlerRole.RESPONDER)
            .map(Place::slot)
            .toArray(HandlerSlot[]::new);
  }
}
