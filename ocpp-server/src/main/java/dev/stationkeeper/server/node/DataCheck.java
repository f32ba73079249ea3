// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.log.FoldCheck;
import dev.stationkeeper.server.log.LogVerifier;
import dev.stationkeeper.server.log.Recovery;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.Snapshot;
import dev.stationkeeper.server.log.SnapshotStore;
import dev.stationkeeper.server.log.StationFold;
import dev.stationkeeper.server.log.SystemCheck;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.ViewVerifier;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.event.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Proves that everything in a data folder equals the fold of its log: checksums, numbers without
 * gaps, states, snapshots, read models. Works while a server runs on it, and while none does.
 */
public final class DataCheck {
  private final SegmentedLog log;
  private final Path data;
  private final Function<String, Optional<Recovery.Recovered<StationState>>> live;

  /** Checks a folder that no server uses. */
  public DataCheck(SegmentedLog log, Path data) {
    this(log, data, stream -> Optional.empty());
  }

  /**
   * Checks a folder that is in use.
   *
   * @param live a stream's state in memory, with its sequence number
   */
  DataCheck(
      SegmentedLog log,
      Path data,
      Function<String, Optional<Recovery.Recovered<StationState>>> live) {
    this.log = log;
    this.data = data;
    this.live = live;
  }

  /**
   * What was found.
   *
   * @param log what is wrong with events, states and snapshots
   * @param readModels what is wrong with read models, in words
   */
  public record Report(LogVerifier.Report log, List<String> readModels) {
    /** True when nothing is wrong. */
    public boolean isClean() {
      return log.isClean() && readModels.isEmpty();
    }
  }

  /** Reads everything that is on disk when it is called. Blocks, for as long as a full replay. */
  public Report run() throws IOException {
    Map<String, Snapshot> snapshots;
    Path file = data.resolve("snapshots.db");
    try {
      snapshots = Files.exists(file) ? SnapshotStore.read(file) : Map.of();
    } catch (SQLException e) {
      throw new IOException("the snapshots in " + file + " cannot be read; delete them", e);
    }
    StationFold fold = new StationFold(new StationMachine(), new EventCodec());
    LogVerifier.Report report =
        new LogVerifier(log)
            .verify(
                List.of(
                    new FoldCheck<>(fold, snapshots, live),
                    new SystemCheck(
                        Optional.ofNullable(snapshots.get(SystemLog.STREAM)),
                        new SystemState().parts())));
    List<String> readModels = new ArrayList<>();
    Path views = data.resolve("views.db");
    if (Files.exists(views)) {
      readModels.addAll(new ViewVerifier(log).verify(views, data));
    }
    return new Report(report, List.copyOf(readModels));
  }
}
