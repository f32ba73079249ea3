// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.Page;
import dev.stationkeeper.server.view.TransactionRow;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as comma-separated values (RFC 4180), written page by page: a year of them needs no
 * more memory than a thousand.
 */
final class TransactionsCsv {
  static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

  private static final String END = "\r\n";

  @SuppressWarnings("ImmutableEnumChecker") // accessors, which are
  private enum Column {
    ID("id", TransactionRow::id),
    TRANSACTION_ID("transactionId", TransactionRow::transactionId),
    STATION("station", TransactionRow::station),
    EVSE("evse", TransactionRow::evse),
    CONNECTOR("connector", TransactionRow::connector),
    ID_TOKEN("idToken", TransactionRow::idToken),
    STARTED_AT("startedAt", TransactionRow::startedAt),
    STOPPED_AT("stoppedAt", TransactionRow::stoppedAt),
    METER_START("meterStart", TransactionRow::meterStart),
    METER_STOP("meterStop", TransactionRow::meterStop),
    ENERGY("energy", TransactionsCsv::energy),
    STOP_REASON("stopReason", TransactionRow::stopReason),
    ACTIVE("active", TransactionRow::active),
    OFFLINE("offline", TransactionRow::offline),
    FINDINGS("findings", row -> String.join(" ", row.findings()));

    private final String title;
    private final Function<TransactionRow, @Nullable Object> value;

    Column(String title, Function<TransactionRow, @Nullable Object> value) {
      this.title = title;
      this.value = value;
    }
  }

  private TransactionsCsv() {}

  /**
   * Writes a line of names and one for each transaction.
   *
   * @param page gives the page behind a cursor, the first for null
   */
  static void write(Function<@Nullable String, Page<TransactionRow>> page, Writer out)
      throws IOException {
    Page<TransactionRow> rows = page.apply(null);
    line(out, column -> column.title);
    while (true) {
      for (TransactionRow row : rows.items()) {
        line(out, column -> column.value.apply(row));
      }
      String next = rows.next();
      if (next == null) {
        return;
      }
      rows = page.apply(next);
    }
  }

  /** Wh, when both readings are known. */
  private static @Nullable Object energy(TransactionRow row) {
    Long from = row.meterStart();
    Long to = row.meterStop();
    return from == null || to == null ? null : to - from;
  }

  private static void line(Writer out, Function<Column, @Nullable Object> of) throws IOException {
    out.write(
        Arrays.stream(Column.values())
            .map(column -> field(of.apply(column)))
            .collect(Collectors.joining(",", "", END)));
  }

  private static String field(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (value instanceof String && isFormula(text)) {
      // A station chose this text, and a spreadsheet would run it.
      text = "'" + text;
    }
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
  }
}
