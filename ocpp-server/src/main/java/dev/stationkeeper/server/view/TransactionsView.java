// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transactions and their meter values. Thread-safe; late by what the view lags. */
public final class TransactionsView {
  /** Most meter values that come with one transaction, the latest of them. */
  public static final int MAX_METER_VALUES = 10_000;

  private static final String COLUMNS = "SELECT * FROM transactions";

  private static final Cursor.Pair FIRST = new Cursor.Pair(Long.MIN_VALUE, Long.MIN_VALUE);

  private static final String METER_VALUES = MeterValuesRecorded.class.getSimpleName();

  private final ViewDatabase database;
  private final EventCodec codec;

  TransactionsView(ViewDatabase database, EventCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /**
   * Transactions, the latest start first, without their meter values.
   *
   * @param station only this station's
   * @param active only those that run, or do not
   * @param from started then or later
   * @param to started before
   */
  public Page<TransactionRow> list(
      @Nullable String station,
      @Nullable Boolean active,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String cursor,
      int limit) {
    return list(station, active, from, to, false, cursor, limit);
  }

  /**
   * Transactions by their start, without their meter values.
   *
   * @param station only this station's
   * @param active only those that run, or do not
   * @param from started then or later
   * @param to started before
   * @param oldestFirst true for the earliest start first; a cursor is for the order it came of
   */
  public Page<TransactionRow> list(
      @Nullable String station,
      @Nullable Boolean active,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean oldestFirst,
      @Nullable String cursor,
      int limit) {
    int bounded = Page.bounded(limit);
    Cursor.Pair behind = Cursor.pair(cursor, oldestFirst ? FIRST : Cursor.Pair.LAST);
    List<Keyed> rows =
        new Filter(
                COLUMNS + index(station, active),
                "(started_at, position) " + (oldestFirst ? ">" : "<") + " (?, ?)",
                behind.key(),
                behind.second())
            .and("station = ?", station)
            .either(active, "active = 1", "active = 0")
            .and("started_at >= ?", from)
            .and("started_at < ?", to)
            .fetch(
                database,
                row ->
                    new Keyed(
                        row.number("started_at"),
                        row.number("position"),
                        transaction(row, List.of())),
                oldestFirst ? "started_at, position" : "started_at DESC, position DESC",
                bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.startedAt(), last.position()));
    return new Page<>(page.items().stream().map(Keyed::row).toList(), page.next());
  }

  /** Few run of all that ever were, which SQLite does not know. */
  private static String index(@Nullable String station, @Nullable Boolean active) {
    return station == null && Boolean.TRUE.equals(active) ? " INDEXED BY transactions_active" : "";
  }

  /** One transaction with its meter values. */
  public Optional<TransactionRow> find(String id) {
    return database.find(
        row -> transaction(row, meterValues(row.number("position"))),
        COLUMNS + " WHERE id = ?",
        id);
  }

  private List<MeterValueRow> meterValues(long transaction) {
    List<StationEvent> latestFirst =
        database.query(
            row -> codec.decode(METER_VALUES, (int) row.number("version"), row.text("event")),
            "SELECT version, event FROM meter_values WHERE tx = ? ORDER BY n DESC LIMIT ?",
            transaction,
            MAX_METER_VALUES);
    ArrayDeque<MeterValueRow> values = new ArrayDeque<>();
    for (StationEvent event : latestFirst) {
      if (event instanceof MeterValuesRecorded recorded) {
        for (MeterSample sample : recorded.samples().reversed()) {
          if (values.size() == MAX_METER_VALUES) {
            return List.copyOf(values);
          }
          values.addFirst(value(sample));
        }
      }
    }
    return List.copyOf(values);
  }

  private static MeterValueRow value(MeterSample sample) {
    return new MeterValueRow(
        sample.at().truncatedTo(ChronoUnit.MILLIS),
        sample.value(),
        sample.context(),
        sample.measurand(),
        sample.phase(),
        sample.location(),
        sample.unit());
  }

  private static TransactionRow transaction(Row row, List<MeterValueRow> values)
      throws SQLException {
    Long first = row.numberOrNull("seq_min");
    Long last = row.numberOrNull("seq_max");
    long missing = first == null || last == null ? 0 : last - first + 1 - row.number("seq_count");
    return new TransactionRow(
        row.text("id"),
        row.text("transaction_id"),
        row.text("station"),
        row.intOrNull("evse"),
        row.intOrNull("connector"),
        row.textOrNull("id_token"),
        row.textOrNull("id_token_type"),
        row.instant("started_at"),
        row.instantOrNull("stopped_at"),
        row.numberOrNull("meter_start"),
        row.numberOrNull("meter_stop"),
        row.textOrNull("stop_reason"),
        row.flag("active"),
        row.textOrNull("auth_status"),
        row.textOrNull("charging_state"),
        row.flag("offline"),
        (int) Math.max(0, missing),
        findings(row.textOrNull("findings")),
        values);
  }

  private static List<String> findings(@Nullable String names) {
    return names == null ? List.of() : List.of(names.split(",", -1));
  }

  private record Keyed(long startedAt, long position, TransactionRow row) {}
}
