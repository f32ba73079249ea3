// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is made of the log and can be made again: snapshots and read models. */
public final class DerivedData {
  private static final Logger LOG = LoggerFactory.getLogger(DerivedData.class);

  private DerivedData() {}

  /** Deletes it in the data folder of a server that does not run. */
  public static void forget(Path data) throws IOException {
    List<Path> files = new ArrayList<>(Views.files(data));
    files.add(data.resolve("snapshots.db"));
    for (Path file : files) {
      for (String end : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
      }
    }
  }

  /** Deletes what may still have what an erasure took out of the log before the server died. */
  static void forgetWhatIsErased(Path data, Path log) throws IOException {
    if (LogErasure.isUnfinished(log)) {
      LOG.warn(
          "An erasure did not come to its end: snapshots and read models are made anew; run it"
              + " again, for it may not have reached every segment");
      forget(data);
      LogErasure.finished(log);
    }
  }
}
