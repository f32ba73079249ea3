// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import java.util.List;
import java.util.stream.Collectors;

/** The page of all columns, in Markdown. */
final class SchemaPage {
  private static final String HEAD =
      """
      # Records

      Every column of every record, made from the source that declares it by `SchemaPageTest`, which
      fails when this page is not current. A record is one flat JSON object on a line, or a row of a
      Parquet file; what is absent is left out, or null. Times are UTC, to the millisecond: RFC 3339
      in JSON, a timestamp in Parquet. Numbers are written with all their digits in JSON and are
      doubles in Parquet. Columns are added, never changed or taken away; `schema` then rises.

      Persons: `id_token` is a pseudonym, the same one for the same token, unless the handler has the
      setting `personal-data: true`.

      Records come at least once, in the order of their stations' events. A repetition has the `id`
      of the first, and is otherwise the same.

      """;

  private SchemaPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("## In every record\n\n");
    table(page, CommonColumns.ALL);
    for (RecordType type : RecordType.values()) {
      page.append("\n## `").append(type.label()).append("`\n\n").append(type.meaning());
      page.append(" Made of ");
      page.append(type.events().stream().map(e -> "`" + e + "`").collect(Collectors.joining(", ")));
      page.append(type.each().map(of -> ", one record for each of its `" + of + "`").orElse(""));
      page.append(".\n\n");
      table(page, type.columns().subList(CommonColumns.ALL.size(), type.columns().size()));
    }
    return page.toString();
  }

  private static void table(StringBuilder page, List<Column> columns) {
    page.append("| column | kind | |\n| --- | --- | --- |\n");
    for (Column column : columns) {
      page.append("| `")
          .append(column.name())
          .append("` | ")
          .append(column.kind().words())
          .append(" | ")
          .append(column.meaning())
          .append(" |\n");
    }
  }
}
