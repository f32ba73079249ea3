// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.BatchPolicy;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.samples.analytics.SinkSettings;
import dev.stationkeeper.spi.HandlerEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a type to files.
 *
 * <p>Settings beside those of {@link AnalyticsHandler}: {@code folder} (must be given) and {@code
 * format}: {@code jsonl} (default) or {@code parquet}. A file holds a batch: 10,000 records, 8 MiB
 * of memory or five minutes by default.
 */
abstract class FilesHandler extends AnalyticsHandler {
  private static final BatchPolicy FILE = new BatchPolicy(10_000, 8 << 20, Duration.ofMinutes(5));

  private @Nullable Path folder;
  private FileFormat format = new JsonLines();

  FilesHandler(RecordType type) {
    super(type, FILE);
  }

  @Override
  protected final void configure(SinkSettings settings) {
    folder = Path.of(settings.required("folder"));
    String name = settings.oneOf("format", "jsonl", Set.of("jsonl", "parquet"));
    format = name.equals("parquet") ? new ParquetRows() : new JsonLines();
  }

  @Override
  protected final RecordSink open(RecordType type, HandlerEnvironment environment) {
    return new DayFiles(Objects.requireNonNull(folder), type, format);
  }
}
