// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.Timers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one station's local list in step (D01, D02; 1.6 Local Auth List Management): asks for its
 * version, sends what has changed under the next one, and the whole when it has another list than
 * the one that it was given last. The server brings a long list in parts, and says by its flow
 * {@code localList} how it ended. Confined to the station's calls.
 */
final class ListKeeper {
  private static final Action ASK = Action.of("GetLocalListVersion");
  private static final Action SEND = Action.of("SendLocalList");
  private static final String FLOW = "localList";
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final Duration SENT = Duration.ofMinutes(5);

  /** A flow ends by itself; this is for one whose end was not heard. */
  private static final Duration UNHEARD = Duration.ofMinutes(30);

  /** By then the begin of a flow is told. */
  private static final Duration FLOW_BEGUN = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);
  private static final int DOUBLINGS = 7;

  private final StationContext station;
  private final LocalLists lists;
  private @Nullable ListState confirmed;
  private @Nullable Integer version;
  private @Nullable LocalList has;
  private @Nullable LocalList sending;
  private int sendingVersion;
  private int attempt;
  private @Nullable String flow;
  private boolean asking;
  private boolean online;
  private boolean cannot;
  private int failures;
  private Timers.@Nullable Timer again;
  private Timers.@Nullable Timer watch;

  ListKeeper(StationContext station, LocalLists lists, Optional<Snapshot> restored) {
    this.station = station;
    this.lists = lists;
    this.confirmed = restored.map(ListState::of).orElse(null);
  }

  void look(JsonView state) {
    online =
        state.bool("connected").orElse(false)
            && state.string("registration").orElse("").equals("Accepted");
    version = null;
    keep();
  }

  String status() {
    if (!lists.isWanted() || cannot) {
      return cannot ? "the station has none" : "off";
    }
    ListState known = confirmed;
    String what = known == null ? "none confirmed" : "version " + known.version();
    return sending != null || asking ? what + ", in progress" : what;
  }

  Optional<Snapshot> snapshot() {
    return Optional.ofNullable(confirmed).map(ListState::snapshot);
  }

  void onEvent(String type, JsonView event) {
    if (!lists.isWanted()) {
      return;
    }
    switch (type) {
      case "ConnectionOpened" -> {
        version = null; // somebody may have been at it
        stopWaiting();
        online = station.state().string("registration").orElse("").equals("Accepted");
        keep();
      }
      case "ConnectionClosed" -> online = false;
      case "RegistrationDecided" -> {
        online = event.string("status").orElse("").equals("Accepted");
        cannot = false;
        version = null;
        stopWaiting();
        keep();
      }
      case "LocalListVersionTold" -> told((int) event.number("version").orElse(0));
      case "FlowStarted" -> {
        if (event.string("kind").orElse("").equals(FLOW)
            && sending != null
            && event.number("attributes", "version").orElse(-1) == sendingVersion) {
          flow = event.string("flowId").orElse(null);
        }
      }
      case "FlowEnded" -> {
        if (sending != null && event.string("flowId").equals(Optional.ofNullable(flow))) {
          ended(event);
        }
      }
      default -> {} // an open set
    }
  }

  /** Somebody else has changed the list when it is a version that we did not send. */
  private void told(int number) {
    if (sending == null && !asking) {
      version = number;
      keep();
    }
  }

  /** Does the next thing that there is to do, if any. */
  void keep() {
    if (!lists.isWanted() || !online || cannot || asking || sending != null || again != null) {
      return;
    }
    Integer there = version;
    if (there == null) {
      ask();
      return;
    }
    OcppVersion spoken = station.version().orElse(OcppVersion.V1_6);
    LocalList wanted = lists.of(station.station().value(), spoken, room());
    ListState known = confirmed;
    boolean inStep = known != null && known.version() == there;
    if (known != null && inStep && known.fingerprint().equals(wanted.fingerprint())) {
      has = wanted;
      failures = 0;
      return;
    }
    int next = Math.max(there, known == null ? 0 : known.version()) + 1;
    LocalList before = has;
    send(
        wanted,
        next,
        inStep && before != null && before.is16() == wanted.is16()
            ? wanted.since(before, next)
            : wanted.full(next));
  }

  /** 1.6 tells how much it can keep; 2.x in a place where nobody looks. */
  private int room() {
    for (JsonView variable : station.deviceModel().objects("variables")) {
      if (variable.string("variable").orElse("").equals("LocalAuthListMaxLength")) {
        String told = variable.string("value").orElse("");
        return told.matches("\\d{1,9}") ? Integer.parseInt(told) : Integer.MAX_VALUE;
      }
    }
    return Integer.MAX_VALUE;
  }

  private void ask() {
    asking = true;
    var _ =
        station
            .send(ASK, JsonView.EMPTY, ANSWER)
            .whenComplete(
                (result, failure) -> {
                  asking = false;
                  if (result != null && result.accepted()) {
                    answered(result.response());
                  } else if (result != null && isUnknown(result)) {
                    cannot = true;
                  } else {
                    retry();
                  }
                });
  }

  private void answered(JsonView response) {
    long told = response.number("listVersion").orElse(response.number("versionNumber").orElse(0));
    cannot = told < 0; // 1.6: -1 is a station without lists
    version = (int) told;
    keep();
  }

  private static boolean isUnknown(CommandResult result) {
    String code = result.response().string("errorCode").orElse("");
    return code.equals("NotSupported") || code.equals("NotImplemented");
  }

  private void send(LocalList list, int number, JsonView payload) {
    sending = list;
    sendingVersion = number;
    int mine = ++attempt;
    flow = null;
    if (list.left() > 0) {
      station.count("local_list_cut", list.left());
      station.logger().warn("{} tokens find no room in the local list", list.left());
    }
    station.count("local_list_sent", 1);
    watch = station.timers().after(UNHEARD, () -> failed(mine));
    var _ =
        station
            .send(SEND, payload, SENT)
            .whenComplete(
                (result, failure) -> {
                  if (result != null && isUnknown(result)) {
                    cannot = true;
                    over();
                  } else if (result == null || !result.accepted()) {
                    // The flow tells its end; but one that never left has no flow.
                    station.timers().after(FLOW_BEGUN, () -> neverLeft(mine));
                  }
                });
  }

  private void neverLeft(int of) {
    if (flow == null) {
      failed(of);
    }
  }

  private void ended(JsonView event) {
    LocalList list = sending;
    String outcome = event.string("outcome").orElse("");
    if (list == null) {
      return;
    }
    if (outcome.equals("confirmed")) {
      int now = (int) event.number("attributes", "version").orElse(sendingVersion);
      over();
      confirmed = new ListState(now, list.fingerprint());
      station.checkpoint(confirmed.snapshot());
      version = now;
      has = list;
      failures = 0;
      station.count("local_list_confirmed", 1);
      keep(); // another import may have come meanwhile
    } else if (outcome.equals("fullNeeded")) {
      over();
      has = null;
      confirmed = null;
      version = null;
      failures++;
      if (failures > 1) {
        retry();
      } else {
        keep();
      }
    } else {
      failed(attempt);
    }
  }

  private void failed(int of) {
    if (sending != null && attempt == of) {
      over();
      version = null;
      has = null;
      retry();
    }
  }

  private void over() {
    sending = null;
    flow = null;
    if (watch != null) {
      watch.cancel();
      watch = null;
    }
  }

  private void stopWaiting() {
    if (again != null) {
      again.cancel();
      again = null;
    }
  }

  private void retry() {
    stopWaiting();
    station.count("local_list_failed", 1);
    Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
    again =
        station
            .timers()
            .after(
                pause,
                () -> {
                  again = null;
                  version = null;
                  keep();
                });
  }
}
