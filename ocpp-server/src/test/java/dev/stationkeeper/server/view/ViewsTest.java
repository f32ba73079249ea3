// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog.NewEvent;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
  private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");

  @TempDir Path folder;
  private SegmentedLog log;
  private Views views;
  private SystemLog system;

  @BeforeEach
  void open() throws Exception {
    log = SegmentedLog.open(new LogSettings(folder.resolve("log"), 1 << 20, 1 << 20, 0, true));
    views = Views.open(folder.resolve("views.db"), log);
    system = new SystemLog(log, Clock.fixed(T0, ZoneOffset.UTC));
  }

  @AfterEach
  void close() throws Exception {
    views.close();
    log.close();
  }

  private void happened(String station, StationEvent... events) {
    StationLog stations = new StationLog(log, new EventCodec());
    List<NewEvent> batch = new ArrayList<>();
    for (StationEvent event : events) {
      batch.add(new NewEvent(event, T0.plusSeconds(batch.size()), Cause.NONE));
    }
    StationId id = new StationId(station);
    stations.append(id, log.lastSequence(station), batch).toCompletableFuture().join();
  }

  private void happened(SystemEvent event, @Nullable String by) {
    system.append(event, by).toCompletableFuture().join();
  }

  private void caughtUp() throws InterruptedException {
    assertTrue(views.await(log.position(), Duration.ofSeconds(20)));
  }

  private static StationEvent started(String id, @Nullable Integer seqNo) {
    return new StationEvent.TransactionStarted(
        id,
        1,
        2,
        new IdToken("tag", "ISO14443"),
        T0,
        100L,
        null,
        null,
        "Accepted",
        "Charging",
        seqNo,
        false);
  }

  private static StationEvent ended(String id, int seqNo) {
    return new StationEvent.TransactionEnded(
        id, T0.plusSeconds(60), 900L, "Local", null, seqNo, true);
  }

  @Test
  void aStationShowsItsDeviceConnectionAndConnectors() throws Exception {
    happened(
        "CP1",
        new StationEvent.ConnectionOpened(1, "2.0.1", "10.0.0.1"),
        new StationEvent.BootNotified("V", "M", "s", "f", null, null, null),
        new StationEvent.RegistrationDecided("Accepted", 300),
        new StationEvent.ConnectorStatusReported(1, 1, "Available", null, null, null, null, T0),
        new StationEvent.ConnectorStatusReported(1, 1, "Occupied", null, "car", null, null, T0));
    caughtUp();
    StationRow station = views.stations().find("CP1").orElseThrow();
    assertEquals(
        new StationRow(
            "CP1",
            true,
            "2.0.1",
            "Accepted",
            T0.plusSeconds(4),
            "V",
            "M",
            "s",
            "f",
            null,
            List.of(new ConnectorRow(1, 1, "Occupied", null, "car", T0))),
        station);
    happened("CP1", new StationEvent.ConnectionOpened(2, "2.1", "10.0.0.1"));
    happened("CP1", new StationEvent.ConnectionClosed(1, 1006, "late close of the old socket"));
    caughtUp();
    assertTrue(views.stations().find("CP1").orElseThrow().connected());
    happened("CP1", new StationEvent.ConnectionClosed(2, 1000, "bye"));
    caughtUp();
    assertFalse(views.stations().find("CP1").orElseThrow().connected());
    assertEquals(new StationsView.Counts(1, 0), views.stations().counts());
  }

  @Test
  void listsArePagedWithoutGapOrRepetition() throws Exception {
    for (int i = 0; i < 23; i++) {
      happened("S" + i, new StationEvent.ConnectionOpened(1, "1.6", "x"), started("t", 0));
    }
    caughtUp();
    List<String> stations = new ArrayList<>();
    String cursor = null;
    do {
      Page<StationRow> page =
          views.stations().list(new StationFilter(true, "S", null, null, null), cursor, 5);
      page.items().forEach(s -> stations.add(s.id()));
      cursor = page.next();
    } while (cursor != null);
    assertEquals(stations.stream().sorted().distinct().toList(), stations);
    assertEquals(23, stations.size());
    List<String> transactions = new ArrayList<>();
    do {
      Page<TransactionRow> page = views.transactions().list(null, true, T0, null, cursor, 5);
      page.items().forEach(t -> transactions.add(t.station()));
      cursor = page.next();
    } while (cursor != null);
    assertEquals(23, transactions.stream().distinct().count());
    assertEquals("S22", transactions.getFirst(), "the latest first");
    assertThrows(
        InvalidCursorException.class, () -> views.stations().list(StationFilter.ALL, "%%%", 5));
    assertEquals(0, views.transactions().list(null, false, null, null, null, 5).items().size());
  }

  @Test
  void aTransactionHasItsMeterValuesAndCountsWhatIsMissing() throws Exception {
    MeterSample sample = new MeterSample(T0, "1.5", "Sample.Periodic", "Power", "L1", null, "kW");
    happened(
        "CP1",
        started("t1", 0),
        new StationEvent.MeterValuesRecorded("t1", 1, 2, List.of(sample, sample)),
        new StationEvent.TransactionUpdated(
            "t1", T0, "ChargingStateChanged", null, null, null, null, "Idle", 1, false),
        ended("t1", 4));
    caughtUp();
    TransactionRow found = views.transactions().find("CP1:t1").orElseThrow();
    assertEquals(2, found.meterValues().size());
    assertEquals("kW", found.meterValues().getFirst().unit());
    assertEquals(2, found.missing());
    assertEquals("Idle", found.chargingState());
    assertEquals(900L, found.meterStop());
    assertTrue(found.offline());
    assertFalse(found.active());
  }

  @Test
  void anEndBeforeItsBeginningAndAnIdUsedTwiceAreKeptApart() throws Exception {
    happened("CP1", ended("t1", 3));
    caughtUp();
    assertFalse(views.transactions().find("CP1:t1").orElseThrow().active());
    happened("CP1", started("t1", 0));
    caughtUp();
    TransactionRow late = views.transactions().find("CP1:t1").orElseThrow();
    assertEquals("tag", late.idToken());
    assertFalse(late.active(), "its end is known already");
    happened("CP1", started("t1", 0));
    caughtUp();
    assertTrue(views.transactions().find("CP1:t1~2").orElseThrow().active());
  }

  @Test
  void aCommandAndItsMessageShowWhatBecameOfThem() throws Exception {
    JsonView answer = JsonView.parse("{\"status\": \"Accepted\"}");
    happened(
        "CP1",
        new StationEvent.CommandQueued("c1", "Reset", JsonView.EMPTY, T0, "ops"),
        new StationEvent.CommandSent("c1", "m1"));
    caughtUp();
    assertEquals("sent", views.commands().find("CP1", "c1").orElseThrow().status());
    happened(
        "CP1",
        new StationEvent.CommandEnded("c1", "accepted", answer),
        new StationEvent.CallAnswered("m2", "DataTransfer", answer, JsonView.EMPTY, null),
        new StationEvent.FrameRejected("no JSON"));
    caughtUp();
    CommandRow command = views.commands().list("CP1", "accepted", null, 9).items().getFirst();
    assertEquals(answer, command.response());
    List<MessageRow> trace = views.messages().list("CP1", null, null, null, null, 9).items();
    assertEquals(List.of("in", "in", "out"), trace.stream().map(MessageRow::direction).toList());
    assertEquals(answer, trace.getLast().response());
    assertEquals("Reset", trace.getLast().action());
    assertTrue(views.commands().find("other", "c1").isEmpty());
  }

  @Test
  void alarmsTokensAndUsersFollowTheSystemStream() throws Exception {
    happened(new SystemEvent.AlarmRaised("a1", "offline", "warning", "CP1", "gone"), null);
    happened(new SystemEvent.AlarmRaised("a1", "offline", "warning", "CP1", "again"), null);
    happened(new SystemEvent.AlarmAcknowledged("a1"), "ada");
    happened(new SystemEvent.TokenPut("AbC", "ISO14443", "Accepted", T0, null, null), "ada");
    happened(new SystemEvent.UserPut("ada", "admin", "hash"), null);
    caughtUp();
    AlarmRow alarm = views.alarms().list(true, null, null, 9).items().getFirst();
    assertEquals("again", alarm.text());
    assertEquals("ada", alarm.acknowledgedBy());
    assertEquals("AbC", views.tokens().find("aBc").orElseThrow().idToken());
    assertEquals(T0, views.tokens().list(null, null, 9).items().getFirst().expiresAt());
    assertEquals("admin", views.users().find("ada").orElseThrow().role());
    happened(new SystemEvent.AlarmCleared("a1", null), null);
    happened(new SystemEvent.TokenRemoved("abc"), "ada");
    happened(new SystemEvent.UserRemoved("ada"), null);
    caughtUp();
    assertEquals(0, views.alarms().list(true, null, null, 9).items().size());
    assertEquals(1, views.alarms().list(false, null, null, 9).items().size());

    happened(new SystemEvent.AlarmRaised("a1", "offline", "warning", "CP1", "once more"), null);
    happened(new SystemEvent.AlarmCleared("a1", null), null);
    caughtUp();
    assertEquals(
        List.of("once more", "again"),
        views.alarms().list(false, null, null, 9).items().stream().map(AlarmRow::text).toList(),
        "what was is not forgotten when it comes again");
    assertEquals("once more", views.alarms().find("a1").orElseThrow().text());
    assertTrue(views.tokens().find("abc").isEmpty());
    assertTrue(views.users().list().isEmpty());
  }

  @Test
  void eventsComeStraightFromTheLogWithFilters() {
    happened("A", started("t1", 0), ended("t1", 1));
    happened("B", started("t2", 0));
    happened(new SystemEvent.ServerStarted("1", "n"), null);
    EventsView events = views.events();
    assertEquals(4, events.list(0, null, null, 9).items().size());
    assertEquals(List.of(1L, 3L), positions(events.list(0, null, "TransactionStarted", 9)));
    assertEquals(List.of(2L), positions(events.list(1, "A", null, 9)));
    assertEquals(List.of(4L), positions(events.list(0, "$system", null, 9)));
    Page<EventRow> first = events.list(0, null, null, 2);
    assertEquals(List.of(1L, 2L), positions(first));
    assertEquals("2", first.next());
    assertNull(events.list(2, null, null, 2).next());
  }

  private static List<Long> positions(Page<EventRow> page) {
    return page.items().stream().map(EventRow::position).toList();
  }

  @Test
  void aReadModelRebuiltWhileRunningIsWhatItWas() throws Exception {
    happened("CP1", started("t1", 0), ended("t1", 1));
    caughtUp();
    TransactionRow before = views.transactions().find("CP1:t1").orElseThrow();
    views.rebuild("transactions");
    happened("CP1", started("t2", 0));
    caughtUp();
    assertEquals(before, views.transactions().find("CP1:t1").orElseThrow());
    assertTrue(views.transactions().find("CP1:t2").isPresent());
    assertEquals(0L, views.lag().get("transactions"));
    assertThrows(IllegalArgumentException.class, () -> views.rebuild("nonsense"));
  }

  @Test
  void aChangedProjectionRebuildsItselfAndAnUnchangedOneGoesOn() throws Exception {
    happened("CP1", started("t1", 0));
    caughtUp();
    views.close();
    Counting counting = new Counting(1);
    openWith(counting);
    assertEquals(1, counting.seen);
    views.close();
    happened("CP1", ended("t1", 1));
    counting = new Counting(1);
    openWith(counting);
    assertEquals(1, counting.seen, "only what is new");
    views.close();
    counting = new Counting(2);
    openWith(counting);
    assertEquals(2, counting.seen, "everything again");
  }

  @Test
  void onlyTheProjectionThatCannotDigestAnEventGoesWithoutIt() throws Exception {
    views.close();
    Counting counting = new Counting(1);
    counting.poison = 2;
    happened("CP1", started("t1", 0), started("t2", 0), started("t3", 0));
    openWith(counting);
    assertEquals(List.of(new Views.ParkedEvent("counting", 2, "simulated")), views.parked());
    assertTrue(views.transactions().find("CP1:t2").isPresent());
    assertTrue(views.transactions().find("CP1:t3").isPresent());
  }

  private void openWith(Projection projection) throws Exception {
    views =
        Views.open(
            folder.resolve("views.db"),
            log,
            List.of(new TransactionsProjection(), projection),
            new PoisonPolicy(2, Duration.ZERO, Duration.ZERO));
    caughtUp();
  }

  private static final class Counting implements Projection {
    private final int version;
    volatile int seen;
    volatile long poison = -1;

    Counting(int version) {
      this.version = version;
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public List<String> schema() {
      return List.of();
    }

    @Override
    public boolean takes(String type) {
      return true;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void apply(ViewEvent event, Changes changes) throws SQLException {
      if (event.position() == poison) {
        throw new SQLException("simulated");
      }
      seen++;
    }
  }
}
