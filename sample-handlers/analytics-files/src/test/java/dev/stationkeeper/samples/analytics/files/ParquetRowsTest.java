// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.Column;
import dev.stationkeeper.samples.analytics.RecordType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written by one library and read back by another that shares no code with it. */
class ParquetRowsTest {
  @TempDir Path folder;

  private void roundTrip(RecordType type, List<AnalyticsRecord> records) throws IOException {
    Path file = folder.resolve(type.label() + ".parquet");
    new ParquetRows().write(file, type, records);
    List<List<@Nullable Object>> wanted = new ArrayList<>();
    for (AnalyticsRecord record : records) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < type.columns().size(); i++) {
        row.add(inParquet(record.value(i)));
      }
      wanted.add(row);
    }
    assertEquals(wanted, read(file, type));
  }

  private static @Nullable Object inParquet(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> number.doubleValue();
      case Instant time -> Instant.ofEpochMilli(time.toEpochMilli());
      case null, default -> value;
    };
  }

  private static List<List<@Nullable Object>> read(Path file, RecordType type) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : type.columns()) {
          values.add(row.isNull(column.name()) ? null : value(row, column));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private static Object value(RowReader row, Column column) {
    return switch (column.kind()) {
      case TEXT -> row.getString(column.name());
      case WHOLE -> row.getLong(column.name());
      case NUMBER -> row.getDouble(column.name());
      case TRUTH -> row.getBoolean(column.name());
      case TIME -> row.getTimestamp(column.name());
    };
  }

  @Test
  void samplesOfMeters() throws Exception {
    List<AnalyticsRecord> records = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      records.add(GivenRecords.sample(i + 1, "2026-11-25T10:00:00.123456Z", "1500.0" + i % 7));
    }
    records.add(GivenRecords.sample(9_000, "2026-11-25T10:00:00Z", "no number"));
    roundTrip(RecordType.METER_VALUE, records);
  }

  @Test
  void aRecordWithAlmostNothingAndOneWithAlmostEverything() throws Exception {
    roundTrip(
        RecordType.SESSION,
        List.of(
            GivenRecords.step(1, "{}"),
            GivenRecords.step(
                2,
                "{\"transactionId\":\"ünïcode\",\"evse\":1,\"connector\":2,\"offline\":true,"
                    + "\"meterStart\":-5,\"at\":\"2026-11-25T10:00:00.999Z\",\"seqNo\":0}")));
  }
}
