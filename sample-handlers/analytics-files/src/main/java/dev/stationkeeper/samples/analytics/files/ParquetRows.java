// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import dev.stationkeeper.samples.analytics.AnalyticsRecord;
import dev.stationkeeper.samples.analytics.Column;
import dev.stationkeeper.samples.analytics.RecordType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** One row for each record, one row group for each file, compressed with Snappy. */
final class ParquetRows implements FileFormat {
  @Override
  public String ending() {
    return "parquet";
  }

  @Override
  public void write(Path file, RecordType type, List<AnalyticsRecord> records) throws IOException {
    try (ParquetWriter<AnalyticsRecord> writer =
        ParquetWriter.writeFile(schema(type), file.toFile(), ParquetRows::write)) {
      for (AnalyticsRecord record : records) {
        writer.write(record);
      }
    }
  }

  private static MessageType schema(RecordType type) {
    return new MessageType(type.label(), type.columns().stream().map(ParquetRows::field).toList());
  }

  private static Type field(Column column) {
    return switch (column.kind()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case TIME ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(column.name());
    };
  }

  private static void write(AnalyticsRecord record, ValueWriter row) {
    List<Column> columns = record.type().columns();
    for (int i = 0; i < columns.size(); i++) {
      Object value = stored(record.value(i));
      if (value != null) {
        row.write(columns.get(i).name(), value);
      }
    }
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> number.doubleValue();
      case Instant time -> time.toEpochMilli();
      case null, default -> value;
    };
  }
}
