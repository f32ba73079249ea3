// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.spi.RetryLaterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file for each batch and day: {@code TYPE/day=2026-11-25/FIRST-LAST-TIME.ENDING} with the
 * positions of its first and last record, so that names in their order are records in their order.
 * The time of the first, in milliseconds, keeps a log that was restored from a backup, and counts
 * its positions once more, from taking a file's place. A file is written beside, forced to the disk
 * and renamed: what has its name is whole. Days are those of the recording, in UTC. One file is
 * open at a time.
 */
final class DayFiles implements RecordSink {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Path folder;
  private final Path unfinished;
  private final RecordType type;
  private final FileFormat format;

  /** Below {@code folder}, which is made where it is missing, as soon as there is something. */
  DayFiles(Path folder, RecordType type, FileFormat format) {
    this.folder = folder.resolve(type.label());
    this.unfinished = this.folder.resolve(".unfinished");
    this.type = type;
    this.format = format;
  }

  @Override
  public void send(List<AnalyticsRecord> batch) throws RetryLaterException {
    Map<LocalDate, List<AnalyticsRecord>> days = new TreeMap<>();
    for (AnalyticsRecord record : batch) {
      LocalDate day = LocalDate.ofInstant(record.recordedAt(), ZoneOffset.UTC);
      days.computeIfAbsent(day, d -> new ArrayList<>()).add(record);
    }
    try {
      for (Map.Entry<LocalDate, List<AnalyticsRecord>> day : days.entrySet()) {
        write(day.getKey(), day.getValue());
      }
    } catch (IOException e) {
      RetryLaterException away =
          new RetryLaterException("Nothing can be written to " + folder + ": " + e, PAUSE);
      away.initCause(e);
      throw away;
    }
  }

  private void write(LocalDate day, List<AnalyticsRecord> records) throws IOException {
    Path into = Files.createDirectories(folder.resolve("day=" + day));
    String name =
        String.format(
            Locale.ROOT,
            "%019d-%019d-%013d.%s",
            records.getFirst().position(),
            records.getLast().position(),
            records.getFirst().recordedAt().toEpochMilli(),
            format.ending());
    Path fresh = begin(name);
    format.write(fresh, type, records);
    force(fresh, StandardOpenOption.WRITE);
    Files.move(
        fresh,
        into.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    force(into, StandardOpenOption.READ);
  }

  /** Whatever lies there was left by a crash: this is the only writer of the type. */
  private Path begin(String name) throws IOException {
    Files.createDirectories(unfinished);
    try (Stream<Path> left = Files.list(unfinished)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    return unfinished.resolve(name);
  }

  private static void force(Path what, StandardOpenOption how) throws IOException {
    try (FileChannel open = FileChannel.open(what, how)) {
      open.force(true);
    }
  }

  /** Nothing is open between two batches. */
  @Override
  public void close() {}
}
