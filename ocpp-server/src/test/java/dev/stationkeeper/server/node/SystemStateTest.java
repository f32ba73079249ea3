// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.LogVerifier;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.Snapshot;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.SystemCheck;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemFold;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.log.SystemSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the system is the fold of its events, with snapshots and without. */
final class SystemStateTest {
  @TempDir Path root;

  @Test
  void itIsTheSameWithSnapshotsOfAnyAgeAndWithout() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path file = root.resolve("snapshots.db");
    try (SegmentedLog log = SegmentedLog.open(small())) {
      SystemLog system = new SystemLog(log, Clock.systemUTC());
      for (int round = 0; round < 40; round++) {
        append(system, random, 1 + random.nextInt(25));
        try (SnapshotStore store = SnapshotStore.open(file)) {
          SystemSnapshots snapshots = snapshots(log, store);
          SystemState known = new SystemState();
          long read = snapshots.recover(known.parts()).read();
          assertEquals(folded(log), SystemSnapshots.text(known.parts()), "seed " + seed);
          assertTrue(round == 0 || read < log.lastSequence(SystemLog.STREAM), "seed " + seed);
          if (random.nextBoolean() || round == 0) {
            snapshots.keep(1);
          }
          assertTrue(verified(log, store).isClean(), "seed " + seed);
        }
      }
      Files.delete(file);
      try (SnapshotStore store = SnapshotStore.open(file)) {
        SystemState known = new SystemState();
        SystemSnapshots.Recovered all = snapshots(log, store).recover(known.parts());
        assertEquals(log.lastSequence(SystemLog.STREAM), all.read(), "without, all is read");
        assertEquals(folded(log), SystemSnapshots.text(known.parts()), "seed " + seed);
      }
    }
  }

  @Test
  void verifyFindsASnapshotThatSaysOtherwiseAndAnotherBuildsIsPassedOver() throws Exception {
    try (SegmentedLog log = SegmentedLog.open(small());
        SnapshotStore store = SnapshotStore.open(root.resolve("snapshots.db"))) {
      SystemLog system = new SystemLog(log, Clock.systemUTC());
      append(system, new SystemEvent.UserPut("ada", "admin", "h"));
      snapshots(log, store).keep(1);
      Snapshot right = store.find(SystemLog.STREAM).orElseThrow();
      store.save(List.of(with(right, right.version(), right.state().replace("ada", "eve"))));

      assertEquals(
          "the snapshot of the system says otherwise",
          verified(log, store).findings().getFirst().what());

      store.save(List.of(with(right, right.version() + 1, right.state().replace("ada", "eve"))));
      SystemState known = new SystemState();
      assertEquals(1, snapshots(log, store).recover(known.parts()).read());
      assertEquals(folded(log), SystemSnapshots.text(known.parts()));
      assertTrue(verified(log, store).isClean());

      store.save(List.of(with(right, right.version(), "UserPut 1 today {}\n")));
      assertEquals(1, snapshots(log, store).recover(new SystemState().parts()).read());
    }
  }

  @Test
  void aNodeKeepsASnapshotAndKnowsTheSameWithoutIt() throws Exception {
    Path snapshots = data().resolve("snapshots.db");
    String password;
    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      password = node.access().setGenerated(new StationId("CS-1"), "tester");
      List<CompletableFuture<Long>> waiting = new ArrayList<>();
      for (int i = 0; i <= SnapshotKeeper.SYSTEM_EVENTS_AT_END; i++) {
        waiting.add(
            node.systemLog()
                .append(new SystemEvent.Login("user", "127.0.0.1", true), "user")
                .toCompletableFuture());
      }
      waiting.forEach(CompletableFuture::join);
    }
    assertFalse(password.isEmpty());
    Snapshot kept = SnapshotStore.read(snapshots).get(SystemLog.STREAM);
    assertTrue(kept != null && kept.state().lines().count() == 1, "of thousands of events one");
    String known;
    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      assertTrue(node.access().show(new StationId("CS-1")).hasPassword());
      assertTrue(node.check().isClean());
      known = SystemSnapshots.text(node.known().parts());
    }
    Files.delete(snapshots);
    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      assertEquals(known, SystemSnapshots.text(node.known().parts()));
      assertEquals(0, node.engines().size(), "the system is no station");
    }
  }

  /** A log that did not wait for the disk may lose its end; then numbers are given again. */
  @Test
  void snapshotsAheadOfTheLogAreMadeAnew() throws Exception {
    StationId station = new StationId("CS-1");
    Path early = root.resolve("early");
    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      boot(node, "One");
    }
    copy(data().resolve("log"), early);
    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      boot(node, "Lost");
    }
    copy(early, data().resolve("log"));

    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      assertEquals("One", model(node, station));
      boot(node, "Two");
      boot(node, "Three");
      assertTrue(node.check().isClean());
    }
    try (StationkeeperNode node =
        StationkeeperNode.start(NodeSettings.in(data(), "127.0.0.1", 0))) {
      assertEquals("Three", model(node, station));
      assertTrue(node.check().isClean());
    }
  }

  private static @Nullable String model(StationkeeperNode node, StationId station) {
    return Objects.requireNonNull(node.engines().state(station).orElseThrow().device()).model();
  }

  private static void boot(StationkeeperNode node, String model) {
    new StationClient(node.ocppPort(), "CS-1", "ocpp1.6")
        .result(
            "BootNotification",
            "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"" + model + "\"}");
  }

  /** Replaces {@code to} by what {@code from} has. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> old = Files.list(to)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Snapshot with(Snapshot one, int version, String state) {
    return new Snapshot(one.stream(), one.sequence(), one.position(), version, 0, state);
  }

  private static SystemSnapshots snapshots(SegmentedLog log, SnapshotStore store) {
    return new SystemSnapshots(log, store, () -> new SystemState().parts());
  }

  private static LogVerifier.Report verified(SegmentedLog log, SnapshotStore store)
      throws Exception {
    return new LogVerifier(log)
        .verify(List.of(new SystemCheck(store.find(SystemLog.STREAM), new SystemState().parts())));
  }

  private static String folded(SegmentedLog log) {
    SystemState all = new SystemState();
    all.parts().forEach(part -> SystemFold.all(log, part));
    return SystemSnapshots.text(all.parts());
  }

  private static void append(SystemLog system, Random random, int count) {
    for (int i = 0; i < count; i++) {
      append(system, event(random));
    }
  }

  private static void append(SystemLog system, SystemEvent event) {
    system.append(event, null).toCompletableFuture().join();
  }

  private static SystemEvent event(Random random) {
    String name = "N" + random.nextInt(4);
    String hash = "h" + random.nextInt(6);
    String maybe = random.nextBoolean() ? hash : null;
    Instant far = Instant.now().plus(Duration.ofDays(random.nextInt(3) - 1L));
    return switch (random.nextInt(20)) {
      case 0 -> new SystemEvent.UserPut(name, random.nextBoolean() ? "admin" : "of later", hash);
      case 1 -> new SystemEvent.UserRemoved(name);
      case 2 -> new SystemEvent.ApiTokenPut(name, "viewer", hash);
      case 3 -> new SystemEvent.ApiTokenRemoved(name);
      case 4 -> new SystemEvent.StationRegistered(name, "label", null);
      case 5 -> new SystemEvent.StationRemoved(name);
      case 6 -> new SystemEvent.StationAccessSet(name, random.nextInt(4), maybe);
      case 7 -> new SystemEvent.StationPasswordSet(name, hash);
      case 8, 9, 10 -> new SystemEvent.StationPasswordStaged(name, hash, maybe);
      case 11 -> new SystemEvent.StationPasswordConfirmed(name, "test", maybe);
      case 12 -> new SystemEvent.StationPasswordDropped(name, "test", maybe);
      case 13 -> new SystemEvent.StationPasswordRehashed(name, hash, "r" + hash);
      case 14 -> new SystemEvent.StationKnocked(name, "10.0.0.1");
      case 15 -> new SystemEvent.StationApproved(name);
      case 16 -> new SystemEvent.StationCertificateIssued(name, hash, far);
      case 17 -> new SystemEvent.StationCertificateRevoked(name, hash, "test");
      case 18 -> new SystemEvent.ConfigurationChanged(name, null, maybe);
      default -> new SystemEvent.TokensErased("retention", null, far, 1, 2);
    };
  }

  private LogSettings small() {
    return new LogSettings(root.resolve("log"), 4_096, 1 << 20, 0, true);
  }

  private Path data() {
    return root.resolve("data");
  }
}
