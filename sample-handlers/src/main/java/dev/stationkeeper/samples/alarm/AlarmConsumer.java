// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.samples.alarm.Board.Matter;
import dev.stationkeeper.samples.alarm.Board.Order;
import dev.stationkeeper.samples.state.StateFile;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log with the rules, and says at every beat of a timer what has become of it. While it
 * reads what is long past it says nothing: only what is still so at its end becomes an alarm.
 */
final class AlarmConsumer implements EventConsumer {
  static final Set<String> ALARMS = Set.of("AlarmRaised", "AlarmCleared");

  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration PRESENT = Duration.ofSeconds(10);
  private static final Duration LOOKS = Duration.ofSeconds(30);
  private static final Duration SAVES = Duration.ofSeconds(30);

  /** Below the 50,000 that the server leaves unacknowledged by more than a batch. */
  private static final int MOST_UNSAVED = 40_000;

  private final HandlerEnvironment server;
  private final AlarmSettings settings;
  private final StateFile<Facts> file;
  private final String mine;

  // Guarded by this.
  private @Nullable Facts facts;
  private @Nullable Rules rules;
  private Timers.@Nullable Timer beat;
  private volatile boolean retired;
  private @Nullable EventBatch last;
  private int unsaved;
  private Instant given = Instant.EPOCH;
  private Instant newest = Instant.EPOCH;
  private Instant looked = Instant.EPOCH;
  private Instant saved = Instant.EPOCH;

  private record Rules(
      Board board, StationRules stations, TransactionRules transactions, ServerRules own) {}

  AlarmConsumer(HandlerEnvironment server, AlarmSettings settings, StateFile<Facts> file) {
    this.server = server;
    this.settings = settings;
    this.file = file;
    this.mine = server.handler() + ":";
  }

  @Override
  public synchronized void onEvents(EventBatch batch) throws IOException {
    Facts known = begin();
    for (LoggedEvent event : batch.events()) {
      if (event.position() > known.position) {
        on(event, rules());
        known.position = event.position();
      }
      newest = event.at();
    }
    given = server.clock().instant();
    last = batch;
    unsaved += batch.events().size();
    if (unsaved >= MOST_UNSAVED) {
      save();
    }
  }

  /** At the first batch: before, the object of the load before this one may still be at work. */
  private Facts begin() throws IOException {
    Facts known = facts;
    if (known == null) {
      known = file.read().orElseGet(Facts::new);
      Board board = new Board(known.conditions, settings.damping());
      rules =
          new Rules(
              board,
              new StationRules(settings, known, board),
              new TransactionRules(settings, known, board),
              new ServerRules(settings, board));
      facts = known;
      saved = server.clock().instant();
      beat = server.timers().every(BEAT, this::beat);
    }
    return known;
  }

  private Rules rules() {
    if (rules == null) {
      throw new IllegalStateException("not begun");
    }
    return rules;
  }

  private void on(LoggedEvent event, Rules to) {
    String station = event.station().map(StationId::value).orElse("");
    if (!station.isEmpty()) {
      if (StationRules.TYPES.contains(event.type())) {
        to.stations().on(station, event);
      } else {
        to.transactions().on(station, event);
      }
    } else if (ServerRules.TYPES.contains(event.type())) {
      to.own().on(event);
    } else if (event.type().equals("StationRemoved")) {
      event.payload().string("station").ifPresent(to.stations()::removed);
    } else if (ALARMS.contains(event.type())) {
      alarm(event, to.board());
    }
  }

  private void alarm(LoggedEvent event, Board board) {
    JsonView payload = event.payload();
    String id = payload.string("alarmId").orElse("");
    if (id.startsWith(mine)) {
      board.confirmed(
          new Matter(
              id.substring(mine.length()),
              payload.string("severity").orElse("warning"),
              payload.string("station").orElse(null),
              payload.string("text").orElse("")),
          event.type().equals("AlarmRaised"));
    }
  }

  private synchronized void beat() {
    if (retired && beat != null) {
      beat.cancel();
    }
    Instant now = server.clock().instant();
    boolean present = newest.isAfter(now.minus(PRESENT)) || !given.plus(BEAT).isAfter(now);
    if (facts == null || retired || !present) {
      return;
    }
    long millis = now.toEpochMilli();
    if (!looked.plus(LOOKS).isAfter(now)) {
      looked = now;
      rules().stations().silent(millis, this::heard);
      rules().own().look(server.server(), millis);
      server.count("left_out", rules().board().leftOut() + facts.leftOut);
      facts.leftOut = 0;
    }
    for (Order order : rules().board().tick(millis)) {
      say(order);
    }
    if (unsaved > 0 && !saved.plus(SAVES).isAfter(now)) {
      try {
        save();
      } catch (IOException e) {
        server
            .logger()
            .warn("What is known was not kept, and will be tried again: {}", e.toString());
      }
    }
  }

  private void say(Order order) {
    Matter matter = order.matter();
    if (order.opens()) {
      String station = matter.station();
      server
          .alarms()
          .raise(
              matter.key(),
              new Severity(matter.severity()),
              station == null ? null : new StationId(station),
              matter.text());
      server.count("opened", 1);
    } else {
      server.alarms().clear(matter.key());
      server.count("closed", 1);
    }
  }

  private long heard(String station) {
    Optional<String> at = server.station(new StationId(station)).string("heardAt");
    try {
      return at.map(text -> Instant.parse(text).toEpochMilli()).orElse(0L);
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  private void save() throws IOException {
    EventBatch batch = last;
    if (batch != null && facts != null) {
      file.write(facts, facts.position);
      batch.acknowledge();
      last = null;
      unsaved = 0;
      saved = server.clock().instant();
    }
  }

  /** Another object takes over after a crash of this one, whose timer does not end by itself. */
  void retire() {
    retired = true;
  }

  @Override
  public synchronized void close() {
    if (beat != null) {
      beat.cancel();
    }
    try {
      save();
    } catch (IOException e) {
      server.logger().warn("What is known was not kept; it is read again: {}", e.toString());
    }
  }
}
