// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.consumer.Follower;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.consumer.Snapshotter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  private static final Fold<String> CONCATENATION = new Concatenation(1);

  @TempDir Path folder;

  /** A state that tells every event, so that one too many or too few shows. */
  private record Concatenation(int version) implements Fold<String> {
    @Override
    public String initial(String stream) {
      return stream;
    }

    @Override
    public String evolve(String state, LogRecord event) {
      return state + "," + event.sequence();
    }

    @Override
    public String write(String state) {
      return state;
    }

    @Override
    public long connection(String state) {
      return 7;
    }

    @Override
    public Optional<String> read(String stream, String text) {
      return Optional.of(text).filter(t -> t.startsWith(stream));
    }
  }

  @Test
  void stateIsTheSameWithSnapshotsOfAnyAgeAndWithout() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (SegmentedLog log = SegmentedLog.open(LogFixture.smallSegments(folder));
        SnapshotStore store = SnapshotStore.open(folder.resolve("snapshots.db"))) {
      for (int i = 0; i < 400; i++) {
        String stream = "S" + random.nextInt(8);
        LogFixture.append(log, stream, log.lastSequence(stream), LogFixture.entry(i));
      }
      Recovery<String> recovery = new Recovery<>(log, store, CONCATENATION);
      Map<String, Recovery.Recovered<String>> folded = recovery.recoverAll();
      for (String stream : log.streams()) {
        long sequence = 1 + random.nextLong(log.lastSequence(stream));
        Recovery.Recovered<String> then = recovery.recoverAt(stream, sequence);
        assertEquals(sequence, then.sequence());
        store.save(List.of(new Snapshot(stream, sequence, then.position(), 1, 7, then.state())));
      }
      assertEquals(folded, recovery.recoverAll(), "seed " + seed);
      for (String stream : log.streams()) {
        assertEquals(folded.get(stream), recovery.recover(stream), "seed " + seed);
        assertEquals(stream + ",1", recovery.recoverAt(stream, 1).state());
      }
      assertEquals(folded, new Recovery<>(log, store, new Concatenation(2)).recoverAll());
      assertTrue(
          new LogVerifier(log)
              .verify(List.of(new FoldCheck<>(CONCATENATION, store.all())))
              .isClean());
    }
  }

  @Test
  void aSnapshotThatSaysOtherwiseIsFoundAndOneAheadOfTheLogIsPassedOver() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder));
        SnapshotStore store = SnapshotStore.open(folder.resolve("snapshots.db"))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1));
      store.save(
          List.of(new Snapshot("A", 1, 1, 1, 7, "A,9"), new Snapshot("B", 5, 9, 1, 7, "B,5")));
      LogFixture.append(log, "B", 0, LogFixture.entry(1));
      LogVerifier.Report report =
          new LogVerifier(log).verify(List.of(new FoldCheck<>(CONCATENATION, store.all())));
      assertFalse(report.isClean());
      assertEquals("the snapshot of A says otherwise", report.findings().getFirst().what());
      assertEquals("B,1", new Recovery<>(log, store, CONCATENATION).recover("B").state());
    }
  }

  @Test
  void aSnapshotThatCannotBeReadIsCountedAndTheEventsAreRead() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder));
        SnapshotStore store = SnapshotStore.open(folder.resolve("snapshots.db"))) {
      LogFixture.append(log, "A", 0, LogFixture.entry(1), LogFixture.entry(2));
      store.save(List.of(new Snapshot("A", 1, 1, 1, 7, "nonsense")));
      Recovery<String> recovery = new Recovery<>(log, store, CONCATENATION);
      assertEquals("A,1,2", recovery.recover("A").state());
      assertEquals(1, recovery.unreadable());
    }
  }

  @Test
  void theSnapshotterReachesEveryStreamThatChangedAndAStartGoesOnFromThere() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder));
        SnapshotStore store = SnapshotStore.open(folder.resolve("snapshots.db"))) {
      Recovery<String> recovery = new Recovery<>(log, store, CONCATENATION);
      for (int i = 0; i < 25; i++) {
        LogFixture.append(log, i % 5 == 0 ? "B" : "A", SegmentedLog.ANY, LogFixture.entry(i));
      }
      Snapshotter<String> snapshotter =
          new Snapshotter<>(stream -> state(recovery, stream), store, CONCATENATION, e -> 7, 10);
      try (Follower follower = Follower.start(log, snapshotter, PoisonPolicy.DEFAULT)) {
        assertTrue(follower.await(25, Duration.ofSeconds(20)));
      }
      assertEquals(20, store.find("A").orElseThrow().sequence());
      assertEquals(5, store.find("B").orElseThrow().sequence());
      assertEquals(new SnapshotStore.Checkpoint(25, 7), store.checkpoint());
      LogFixture.append(log, "A", 20, LogFixture.entry(9));
      assertEquals(21, requireNonNull(recovery.recoverAll().get("A")).sequence());
      assertEquals(Map.of(), recovery.recoverAll(() -> true), "ended early: none of them");
    }
  }

  @Test
  void aStateThatLagsBehindTheLogIsNotSnapshottedUntilItHasCaughtUp() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(LogFixture.settings(folder));
        SnapshotStore store = SnapshotStore.open(folder.resolve("snapshots.db"))) {
      Recovery<String> recovery = new Recovery<>(log, store, CONCATENATION);
      LogFixture.append(log, "A", 0, LogFixture.entry(1), LogFixture.entry(2));
      Map<String, Recovery.Recovered<String>> present = new HashMap<>();
      present.put("A", new Recovery.Recovered<>("A,1", 1, 0));
      Snapshotter<String> snapshotter =
          new Snapshotter<>(
              s -> Optional.ofNullable(present.get(s)), store, CONCATENATION, e -> 0, 1);
      snapshotter.accept(LogFixture.all(log));
      assertEquals(Optional.empty(), store.find("A"));
      assertEquals("A,1,2", requireNonNull(recovery.recoverAll().get("A")).state());
      present.put("A", new Recovery.Recovered<>("A,1,2", 2, 0));
      snapshotter.snapshot();
      assertEquals(2, store.find("A").orElseThrow().sequence());
    }
  }

  @Test
  void aSnapshotFileThatIsRubbishIsMadeAnewAndASpoiltRowIsPassedOver() throws Exception {
    Path file = folder.resolve("snapshots.db");
    Files.writeString(file, "this is no database, whatever its name says".repeat(100));
    try (SnapshotStore store = SnapshotStore.open(file)) {
      store.save(
          List.of(new Snapshot("A", 1, 1, 1, 7, "A,1"), new Snapshot("B", 1, 2, 1, 7, "B,1")));
    }
    try (Connection tampering = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = tampering.createStatement()) {
      assertEquals(1, statement.executeUpdate("UPDATE snapshot SET sequence = 2 WHERE stream='A'"));
    }
    try (SnapshotStore store = SnapshotStore.open(file)) {
      assertEquals(Set.of("B"), store.all().keySet());
      assertEquals(
          Map.of("A", new SnapshotStore.Head(2, 7), "B", new SnapshotStore.Head(1, 7)),
          store.heads());
    }
  }

  private static Optional<Recovery.Recovered<String>> state(
      Recovery<String> recovery, String stream) {
    try {
      return Optional.of(recovery.recover(stream));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
