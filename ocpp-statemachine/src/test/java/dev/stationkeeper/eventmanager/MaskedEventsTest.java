// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who sees tokens as they are, and who sees pseudonyms. */
class MaskedEventsTest {
  private static final JsonView PAYLOAD = JsonView.parse("{\"idTag\":\"DEADBEEF\"}");
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private final class Watching implements StationHandler {
    private final StationContext station;

    Watching(StationContext station) {
      this.station = station;
    }

    @Override
    public Answer onRequest(Request request) {
      return Answer.pass();
    }

    @Override
    public void onEvent(StationEvent event) {
      seen.add(event.payload().string("idTag").orElse(""));
      seen.add(station.state().string("idTag").orElse(""));
    }
  }

  private List<String> seenBy(HandlerRole role, Map<String, String> settings) {
    ArrayDeque<Runnable> calls = new ArrayDeque<>();
    HandlerServices services =
        new HandlerServices() {
          @Override
          public JsonView state(StationId station) {
            return PAYLOAD;
          }
        };
    ManualScheduler scheduler = new ManualScheduler();
    EventManagers managers =
        EventManagers.builder(scheduler)
            .services(services)
            .workers((spec, name) -> new ManualWorkers(calls))
            .build();
    OcppHandler handler = (station, restored) -> new Watching(station);
    managers.install(
        HandlerSpec.of(new HandlerId("watch"), role, () -> handler).withSettings(settings));
    managers
        .forStation(Rig.STATION)
        .publish(new Occurrence(1, scheduler.instant(), "Something", PAYLOAD, false));
    for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
      call.run();
    }
    return seen;
  }

  @Test
  void anObserverSeesPseudonyms() {
    List<String> masked = seenBy(HandlerRole.OBSERVER, Map.of());
    assertTrue(masked.getFirst().startsWith("~"), masked::toString);
    assertEquals(masked.getFirst(), masked.getLast(), "the same in the state and in events");
  }

  @Test
  void anObserverThatIsConfiguredToSeesThem() {
    assertEquals(
        List.of("DEADBEEF", "DEADBEEF"),
        seenBy(HandlerRole.OBSERVER, Map.of(HandlerSpec.PERSONAL_DATA, "true")));
  }

  @Test
  void aResponderDecidesOnThem() {
    assertEquals(List.of("DEADBEEF", "DEADBEEF"), seenBy(HandlerRole.RESPONDER, Map.of()));
  }
}
