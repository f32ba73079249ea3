// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How records lie in a file. */
interface FileFormat {
  /** How the names of its files end, without the dot. */
  String ending();

  /** Writes a whole new file. */
  void write(Path file, RecordType type, List<AnalyticsRecord> records) throws IOException;
}
