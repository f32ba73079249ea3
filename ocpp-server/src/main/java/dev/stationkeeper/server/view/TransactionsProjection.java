// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionCorrected;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transactions and their meter values. What comes of a transaction whose beginning is not known yet
 * makes the row; the beginning fills it in when it comes.
 */
final class TransactionsProjection implements Projection {
  private static final Set<String> TYPES =
      EventTypes.of(
          TransactionStarted.class,
          TransactionUpdated.class,
          TransactionAuthorized.class,
          TransactionEnded.class,
          TransactionCorrected.class,
          TransactionFlagged.class,
          MeterValuesRecorded.class);

  private static final String FIND =
      "SELECT position FROM transactions WHERE station = ? AND transaction_id = ?"
          + " ORDER BY position DESC LIMIT 1";

  private static final String CORRECTED = "corrected";

  /** Of a message's number, which 1.6 has not: five times that, then whether it was offline. */
  private static final String NUMBERED =
      " seq_min = coalesce(min(seq_min, ?), seq_min, ?),"
          + " seq_max = coalesce(max(seq_max, ?), seq_max, ?),"
          + " seq_count = seq_count + (? IS NOT NULL), offline = max(offline, ?)";

  /** Of so many transactions the row is known without a look. */
  private static final int REMEMBERED = 20_000;

  /** The latest rows by station and transaction; forgotten when they may not be there. */
  private final Map<String, Long> rows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public List<String> tables() {
    return List.of("transactions", "meter_values");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS transactions (
          position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, station TEXT NOT NULL,
          transaction_id TEXT NOT NULL, begun INTEGER NOT NULL, evse INTEGER, connector INTEGER,
          id_token TEXT, id_token_type TEXT, started_at INTEGER NOT NULL, stopped_at INTEGER,
          meter_start INTEGER, meter_stop INTEGER, stop_reason TEXT,
          active INTEGER NOT NULL DEFAULT 1, auth_status TEXT, charging_state TEXT,
          offline INTEGER NOT NULL DEFAULT 0, seq_min INTEGER, seq_max INTEGER,
          seq_count INTEGER NOT NULL DEFAULT 0, findings TEXT)\
        """,
        "CREATE INDEX IF NOT EXISTS transactions_own ON transactions (station, transaction_id)",
        "CREATE INDEX IF NOT EXISTS transactions_started ON transactions (started_at)",
        "CREATE INDEX IF NOT EXISTS transactions_station ON transactions (station, started_at)",
        "CREATE INDEX IF NOT EXISTS transactions_active ON transactions (started_at)"
            + " WHERE active = 1",
        """
        CREATE TABLE IF NOT EXISTS meter_values (
          n INTEGER PRIMARY KEY, tx INTEGER NOT NULL, version INTEGER NOT NULL,
          event TEXT NOT NULL)\
        """,
        "CREATE INDEX IF NOT EXISTS meter_values_tx ON meter_values (tx, n)");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    switch (event.station()) {
      case TransactionStarted e -> started(event, e, changes);
      case TransactionUpdated e -> updated(event, e, changes);
      case TransactionAuthorized e ->
          changes.run(
              "UPDATE transactions SET auth_status = ?, id_token = ?, id_token_type = ?"
                  + " WHERE position = ?",
              e.status(),
              e.idToken().value(),
              e.idToken().type(),
              rowOf(event, e.transactionId(), event.at(), changes));
      case TransactionEnded e -> ended(event, e, changes);
      case TransactionCorrected e -> corrected(event, e, changes);
      case TransactionFlagged e ->
          found(rowOf(event, e.transactionId(), event.at(), changes), e.finding(), changes);
      case MeterValuesRecorded e when e.transactionId() != null ->
          values(rowOf(event, e.transactionId(), event.at(), changes), event, changes);
      case null, default -> {
        // not of transactions
      }
    }
  }

  private void started(ViewEvent event, TransactionStarted e, Changes changes) throws SQLException {
    Long row = find(event.stream(), e.transactionId(), changes);
    boolean waiting =
        row != null
            && changes.number("SELECT 1 FROM transactions WHERE position = ? AND begun = 0", row)
                != null;
    IdToken token = e.idToken();
    if (row == null || !waiting) {
      begin(event, e, id(event, e.transactionId(), row != null, changes), changes);
      return;
    }
    changes.run(
        "UPDATE transactions SET begun = 1, evse = ?, connector = ?,"
            + " id_token = coalesce(?, id_token), id_token_type = coalesce(?, id_token_type),"
            + " started_at = ?, meter_start = ?, auth_status = coalesce(auth_status, ?),"
            + " charging_state = coalesce(charging_state, ?),"
            + NUMBERED
            + " WHERE position = ?",
        e.evse(),
        e.connector(),
        token == null ? null : token.value(),
        token == null ? null : token.type(),
        e.at(),
        e.meterStart(),
        e.authorization(),
        e.chargingState(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.offline(),
        row);
  }

  private void begin(ViewEvent event, TransactionStarted e, String id, Changes changes)
      throws SQLException {
    IdToken token = e.idToken();
    changes.run(
        "INSERT INTO transactions (position, id, station, transaction_id, begun, evse, connector,"
            + " id_token, id_token_type, started_at, meter_start, auth_status, charging_state,"
            + " offline, seq_min, seq_max, seq_count)"
            + " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.position(),
        id,
        event.stream(),
        e.transactionId(),
        e.evse(),
        e.connector(),
        token == null ? null : token.value(),
        token == null ? null : token.type(),
        e.at(),
        e.meterStart(),
        e.authorization(),
        e.chargingState(),
        e.offline(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo() == null ? 0 : 1);
    rows.put(key(event.stream(), e.transactionId()), event.position());
  }

  private void updated(ViewEvent event, TransactionUpdated e, Changes changes) throws SQLException {
    long row = rowOf(event, e.transactionId(), e.at(), changes);
    IdToken token = e.idToken();
    changes.run(
        "UPDATE transactions SET evse = coalesce(?, evse), connector = coalesce(?, connector),"
            + " id_token = coalesce(?, id_token), id_token_type = coalesce(?, id_token_type),"
            + " auth_status = coalesce(?, auth_status),"
            + " charging_state = coalesce(?, charging_state),"
            + NUMBERED
            + " WHERE position = ?",
        e.evse(),
        e.connector(),
        token == null ? null : token.value(),
        token == null ? null : token.type(),
        e.authorization(),
        e.chargingState(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.offline(),
        row);
  }

  private void ended(ViewEvent event, TransactionEnded e, Changes changes) throws SQLException {
    long row = rowOf(event, e.transactionId(), e.at(), changes);
    changes.run(
        "UPDATE transactions SET active = 0, stopped_at = ?, meter_stop = ?, stop_reason = ?,"
            + " findings = nullif(trim(replace(',' || findings || ',', ',corrected,', ','), ','),"
            + " ''),"
            + NUMBERED
            + " WHERE position = ?",
        e.at(),
        e.meterStop(),
        e.stopReason(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.seqNo(),
        e.offline(),
        row);
  }

  private void corrected(ViewEvent event, TransactionCorrected e, Changes changes)
      throws SQLException {
    long row = rowOf(event, e.transactionId(), e.endedAt(), changes);
    changes.run(
        "UPDATE transactions SET active = 0, stopped_at = ?, meter_stop = coalesce(?, meter_stop)"
            + " WHERE position = ?",
        e.endedAt(),
        e.meterStop(),
        row);
    found(row, CORRECTED, changes);
  }

  /** The names of findings have no comma. */
  private static void found(long row, String finding, Changes changes) throws SQLException {
    changes.run(
        "UPDATE transactions SET findings = coalesce(findings || ',', '') || ?1 WHERE position ="
            + " ?2 AND instr(',' || coalesce(findings, '') || ',', ',' || ?1 || ',') = 0",
        finding,
        row);
  }

  /** As the log has them, for most are never looked at. */
  private static void values(long row, ViewEvent event, Changes changes) throws SQLException {
    changes.run(
        "INSERT INTO meter_values (tx, version, event) VALUES (?, ?, ?)",
        row,
        event.raw().version(),
        event.raw().json());
  }

  /** The row of a transaction; made when there is none. */
  private long rowOf(ViewEvent event, @Nullable String transactionId, Instant at, Changes changes)
      throws SQLException {
    String own = String.valueOf(transactionId);
    Long row = find(event.stream(), own, changes);
    if (row != null) {
      return row;
    }
    changes.run(
        "INSERT INTO transactions (position, id, station, transaction_id, begun, started_at)"
            + " VALUES (?, ?, ?, ?, 0, ?)",
        event.position(),
        id(event, own, false, changes),
        event.stream(),
        own,
        at);
    rows.put(key(event.stream(), own), event.position());
    return event.position();
  }

  /** The latest row of a transaction. */
  private @Nullable Long find(String station, String transactionId, Changes changes)
      throws SQLException {
    String key = key(station, transactionId);
    Long known = rows.get(key);
    if (known == null) {
      known = changes.number(FIND, station, transactionId);
      if (known != null) {
        rows.put(key, known);
      }
    }
    return known;
  }

  /** No station id has a line feed. */
  private static String key(String station, String transactionId) {
    return station + '\n' + transactionId;
  }

  /** The name of a new row: stations begin to count anew. */
  private static String id(ViewEvent event, String transactionId, boolean again, Changes changes)
      throws SQLException {
    String id = event.stream() + ":" + transactionId;
    if (!again) {
      return id;
    }
    Long before =
        changes.number(
            "SELECT count(*) FROM transactions WHERE station = ? AND transaction_id = ?",
            event.stream(),
            transactionId);
    return before == null || before == 0 ? id : id + "~" + (before + 1);
  }

  /** What was written is undone, or the tables are made anew. */
  @Override
  public void forget() {
    rows.clear();
  }
}
