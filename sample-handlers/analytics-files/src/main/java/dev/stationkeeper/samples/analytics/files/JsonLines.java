// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One JSON object on each line, in UTF-8. */
final class JsonLines implements FileFormat {
  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public void write(Path file, RecordType type, List<AnalyticsRecord> records) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file, UTF_8)) {
      for (AnalyticsRecord record : records) {
        writer.write(record.json());
        writer.write('\n');
      }
    }
  }
}
