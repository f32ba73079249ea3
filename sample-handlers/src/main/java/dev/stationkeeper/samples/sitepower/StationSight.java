// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.sitepower.StationView.Running;
import dev.stationkeeper.spi.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a view of a station from its events. Confined to the station's calls. */
final class StationSight {
  private static final int SCHEMA = 1;
  private static final int MOST = 64;
  private static final Set<String> OVER = Set.of("noEnd", "superseded", "tooManyOpen");

  private final String station;
  private final long generation;
  private final int profileId;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Set<Long> foreign = new TreeSet<>();
  private boolean connected;
  private boolean accepted;
  private long boots;
  private long cleared;
  private boolean foreignChanged;

  /**
   * @param restored what an object before this one kept: maxima of others
   * @throws IllegalArgumentException when it is of another format
   */
  StationSight(String station, long generation, int profileId, Optional<Snapshot> restored) {
    this.station = station;
    this.generation = generation;
    this.profileId = profileId;
    restored.ifPresent(this::restore);
  }

  private void restore(Snapshot snapshot) {
    if (snapshot.schema() != SCHEMA) {
      throw new IllegalArgumentException(
          "State of format " + snapshot.schema() + ", not " + SCHEMA);
    }
    for (String id : snapshot.text().split(",", -1)) {
      if (!id.isEmpty()) {
        foreign.add(Long.valueOf(id));
      }
    }
  }

  Snapshot snapshot() {
    foreignChanged = false;
    return Snapshot.of(
        SCHEMA, foreign.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** True when the next snapshot is another than the last. */
  boolean foreignChanged() {
    return foreignChanged;
  }

  StationView view() {
    return new StationView(
        station,
        generation,
        connected && accepted,
        boots,
        cleared,
        !foreign.isEmpty(),
        running.values().stream().toList());
  }

  /** The view that remains when nobody looks any more. */
  StationView gone() {
    connected = false;
    return view();
  }

  /** Events were dropped: who knows what of ours is still there. */
  void lost() {
    cleared++;
  }

  /** Takes the server's picture of it in place of what is known. */
  void look(JsonView state) {
    connected = state.bool("connected").orElse(false);
    accepted = state.string("registration").orElse("").equals("Accepted");
    running.clear();
    state
        .objects("transactions")
        .forEach(
            t ->
                start(
                    t.string("transactionId").orElse(""),
                    t,
                    t.string("chargingState").orElse("").equals("SuspendedEV")));
  }

  /** True when the view may be another after this event. */
  boolean changedBy(String type, JsonView event) {
    switch (type) {
      case "ConnectionOpened" -> connected = true;
      case "ConnectionClosed" -> connected = false;
      case "RegistrationDecided" -> accepted = event.string("status").orElse("").equals("Accepted");
      case "BootNotified" -> boots++;
      case "TransactionStarted", "TransactionUpdated" -> transaction(type, event);
      case "TransactionEnded", "TransactionCorrected" -> running.remove(id(event));
      case "TransactionFlagged" -> {
        if (!OVER.contains(event.string("finding").orElse(""))) {
          return false;
        }
        running.remove(id(event));
      }
      case "ConnectorStatusReported" -> {
        return rested(event);
      }
      case "ChargingProfileInstalled" -> {
        return installed(event);
      }
      case "ChargingProfilesCleared" -> {
        return cleared(event);
      }
      default -> {
        return false; // an open set
      }
    }
    return true;
  }

  private void transaction(String type, JsonView event) {
    Running known = running.get(id(event));
    Optional<String> state = event.string("chargingState");
    if (known != null || type.equals("TransactionStarted")) {
      boolean resting = state.map("SuspendedEV"::equals).orElse(known != null && known.resting());
      start(id(event), event, resting);
    }
  }

  private void start(String id, JsonView at, boolean resting) {
    Running known = running.get(id);
    OptionalLong place = at.number("evse").isPresent() ? at.number("evse") : at.number("connector");
    if (known != null || running.size() < MOST) {
      int where = (int) place.orElse(known == null ? 0 : known.place());
      running.put(id, new Running(id, where, resting));
    }
  }

  /** 1.6 tells by the connector's status that the EV takes nothing. */
  private boolean rested(JsonView event) {
    long place = event.number("evse").orElse(event.number("connector").orElse(0));
    String status = event.string("status").orElse("");
    boolean told = status.equals("Charging") || status.equals("SuspendedEV");
    boolean changed = false;
    for (Map.Entry<String, Running> entry : running.entrySet()) {
      Running r = entry.getValue();
      boolean resting = status.equals("SuspendedEV");
      if (told && r.place() == place && r.resting() != resting) {
        entry.setValue(new Running(r.transactionId(), r.place(), resting));
        changed = true;
      }
    }
    return changed;
  }

  private boolean installed(JsonView event) {
    long id = event.number("profileId").orElse(0);
    boolean another = id != profileId || !event.string("source").orElse("CSO").equals("CSO");
    if (!Profiles.isMaximum(event.string("purpose").orElse("")) || !another) {
      return false;
    }
    foreignChanged |= foreign.size() < MOST && foreign.add(id);
    return true;
  }

  private boolean cleared(JsonView event) {
    boolean changed = false;
    for (String text : event.json("profileIds").map(StationSight::numbers).orElse(Set.of())) {
      long id = Long.parseLong(text);
      if (id == profileId) {
        cleared++;
        changed = true;
      }
      if (foreign.remove(id)) {
        foreignChanged = true;
        changed = true;
      }
    }
    return changed;
  }

  private static Set<String> numbers(String list) {
    return java.util.Arrays.stream(list.replaceAll("[\\[\\]\\s]", "").split(",", -1))
        .filter(text -> text.matches("-?\\d{1,10}"))
        .collect(Collectors.toSet());
  }

  private static String id(JsonView event) {
    return event.string("transactionId").orElse("");
  }
}
