// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.MeterSample;
import dev.stationkeeper.station.event.StationEvent.MeterValuesRecorded;
import dev.stationkeeper.station.event.StationEvent.TransactionAuthorized;
import dev.stationkeeper.station.event.StationEvent.TransactionCorrected;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionFlagged;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.event.StationEvent.TransactionUpdated;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions and their meter values. What comes of a transaction whose beginning is not known yet
 * makes the row; the beginning fills it in when it comes.
 */
final class TransactionsProjection implements Projection {
  private static final String FIND =
      "SELECT position FROM transactions WHERE station = ? AND transaction_id = ?"
          + " ORDER BY position DESC LIMIT 1";

  private static final String CORRECTED = "corrected";

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public int version() {
    return 2;
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
        "CREATE INDEX IF NOT EXISTS transactions_station ON transactions (station, position)",
        "CREATE INDEX IF NOT EXISTS transactions_active ON transactions (position) WHERE active ="
            + " 1",
        """
        CREATE TABLE IF NOT EXISTS meter_values (
          n INTEGER PRIMARY KEY, tx INTEGER NOT NULL, at INTEGER NOT NULL, value TEXT NOT NULL,
          context TEXT NOT NULL, measurand TEXT NOT NULL, phase TEXT, location TEXT, unit TEXT)\
        """,
        "CREATE INDEX IF NOT EXISTS meter_values_tx ON meter_values (tx, n)");
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
          values(rowOf(event, e.transactionId(), event.at(), changes), e.samples(), changes);
      case null, default -> {
        // not of transactions
      }
    }
  }

  private static void started(ViewEvent event, TransactionStarted e, Changes changes)
      throws SQLException {
    Long row = changes.number(FIND, event.stream(), e.transactionId());
    boolean waiting =
        row != null
            && changes.number("SELECT 1 FROM transactions WHERE position = ? AND begun = 0", row)
                != null;
    long position =
        row != null && waiting ? row : insert(event, e.transactionId(), e.at(), changes);
    IdToken token = e.idToken();
    changes.run(
        "UPDATE transactions SET begun = 1, evse = ?, connector = ?,"
            + " id_token = coalesce(?, id_token), id_token_type = coalesce(?, id_token_type),"
            + " started_at = ?, meter_start = ?, auth_status = coalesce(auth_status, ?),"
            + " charging_state = coalesce(charging_state, ?) WHERE position = ?",
        e.evse(),
        e.connector(),
        token == null ? null : token.value(),
        token == null ? null : token.type(),
        e.at(),
        e.meterStart(),
        e.authorization(),
        e.chargingState(),
        position);
    numbered(position, e.seqNo(), e.offline(), changes);
  }

  private static void updated(ViewEvent event, TransactionUpdated e, Changes changes)
      throws SQLException {
    long row = rowOf(event, e.transactionId(), e.at(), changes);
    IdToken token = e.idToken();
    changes.run(
        "UPDATE transactions SET evse = coalesce(?, evse), connector = coalesce(?, connector),"
            + " id_token = coalesce(?, id_token), id_token_type = coalesce(?, id_token_type),"
            + " auth_status = coalesce(?, auth_status),"
            + " charging_state = coalesce(?, charging_state) WHERE position = ?",
        e.evse(),
        e.connector(),
        token == null ? null : token.value(),
        token == null ? null : token.type(),
        e.authorization(),
        e.chargingState(),
        row);
    numbered(row, e.seqNo(), e.offline(), changes);
  }

  private static void ended(ViewEvent event, TransactionEnded e, Changes changes)
      throws SQLException {
    long row = rowOf(event, e.transactionId(), e.at(), changes);
    changes.run(
        "UPDATE transactions SET active = 0, stopped_at = ?, meter_stop = ?, stop_reason = ?,"
            + " findings = nullif(trim(replace(',' || findings || ',', ',corrected,', ','), ','),"
            + " '') WHERE position = ?",
        e.at(),
        e.meterStop(),
        e.stopReason(),
        row);
    numbered(row, e.seqNo(), e.offline(), changes);
  }

  private static void corrected(ViewEvent event, TransactionCorrected e, Changes changes)
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

  private static void numbered(long row, @Nullable Integer seqNo, boolean offline, Changes changes)
      throws SQLException {
    if (seqNo != null) {
      changes.run(
          "UPDATE transactions SET seq_min = min(coalesce(seq_min, ?1), ?1),"
              + " seq_max = max(coalesce(seq_max, ?1), ?1), seq_count = seq_count + 1"
              + " WHERE position = ?2",
          seqNo,
          row);
    }
    if (offline) {
      changes.run("UPDATE transactions SET offline = 1 WHERE position = ?", row);
    }
  }

  private static void values(long row, List<MeterSample> samples, Changes changes)
      throws SQLException {
    for (MeterSample sample : samples) {
      changes.run(
          "INSERT INTO meter_values (tx, at, value, context, measurand, phase, location, unit)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          row,
          sample.at(),
          sample.value(),
          sample.context(),
          sample.measurand(),
          sample.phase(),
          sample.location(),
          sample.unit());
    }
  }

  /** The row of a transaction; made when there is none. */
  private static long rowOf(
      ViewEvent event, @Nullable String transactionId, Instant at, Changes changes)
      throws SQLException {
    String own = String.valueOf(transactionId);
    Long row = changes.number(FIND, event.stream(), own);
    return row == null ? insert(event, own, at, changes) : row;
  }

  private static long insert(ViewEvent event, String transactionId, Instant at, Changes changes)
      throws SQLException {
    Long before =
        changes.number(
            "SELECT count(*) FROM transactions WHERE station = ? AND transaction_id = ?",
            event.stream(),
            transactionId);
    String id = event.stream() + ":" + transactionId;
    if (before != null && before > 0) {
      id += "~" + (before + 1);
    }
    changes.run(
        "INSERT INTO transactions (position, id, station, transaction_id, begun, started_at)"
            + " VALUES (?, ?, ?, ?, 0, ?)",
        event.position(),
        id,
        event.stream(),
        transactionId,
        at);
    return event.position();
  }
}
