// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.view.TransactionRow;
import dev.stationkeeper.server.view.TransactionsView;
import dev.stationkeeper.station.Input;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The transactions of all stations. */
final class TransactionsResource implements Resource {
  private static final int LONGEST_REASON = 500;
  private static final int EXPORTED_AT_ONCE = 1000;
  private static final int MOST_EXPORTS = 8;

  private final TransactionsView transactions;
  private final LiveStations live;
  private final InstantSource clock;
  private final Semaphore exports = new Semaphore(MOST_EXPORTS);

  TransactionsResource(TransactionsView transactions, LiveStations live, InstantSource clock) {
    this.transactions = transactions;
    this.live = live;
    this.clock = clock;
  }

  /**
   * How a transaction ended, told by somebody because its station did not.
   *
   * @param endedAt not before its start and not in the future
   * @param meterStop Wh; what it was when absent
   * @param reason 1 to 500 characters, for the record
   */
  record Correction(@Nullable Instant endedAt, @Nullable Long meterStop, @Nullable String reason) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/transactions";
    return List.of(
        Route.of(Verb.GET, path, "Lists transactions, the latest start first")
            .tagged("Transactions")
            .query("station", Param.Kind.TEXT, "Only this station's")
            .query("active", Param.Kind.FLAG, "Only those that run, or do not")
            .query("from", Param.Kind.INSTANT, "Started then or later")
            .query("to", Param.Kind.INSTANT, "Started before")
            .query("sort", Param.Kind.TEXT, "startedAt for the earliest start first")
            .paged()
            .answersPageOf(TransactionRow.class)
            .served(
                x ->
                    Reply.ok(
                        transactions.list(
                            x.query("station"),
                            x.flag("active"),
                            x.instant("from"),
                            x.instant("to"),
                            isOldestFirst(x.query("sort")),
                            x.cursor(),
                            x.limit()))),
        Route.of(
                Verb.GET,
                path + ".csv",
                "Gives all transactions as comma-separated values, the latest first")
            .tagged("Transactions")
            .query("station", Param.Kind.TEXT, "Only this station's")
            .query("active", Param.Kind.FLAG, "Only those that run, or do not")
            .query("from", Param.Kind.INSTANT, "Started then or later")
            .query("to", Param.Kind.INSTANT, "Started before")
            .answers(200, String.class)
            .downloaded(TransactionsCsv.MEDIA_TYPE, this::export),
        Route.of(Verb.GET, path + "/{id}", "Shows a transaction with its meter values")
            .tagged("Transactions")
            .path("id", "The transaction's unique id")
            .answers(200, TransactionRow.class)
            .served(x -> Reply.ok(find(x.path("id")))),
        Route.of(
                Verb.POST,
                path + "/{id}/corrections",
                "Tells how a transaction ended that its station never ended")
            .tagged("Transactions")
            .path("id", "The transaction's unique id")
            .takes(Correction.class)
            .served(this::correct));
  }

  private static boolean isOldestFirst(@Nullable String sort) {
    return switch (sort) {
      case null -> false;
      case "-startedAt" -> false;
      case "startedAt" -> true;
      default ->
          throw ApiException.badRequest(
              "Transactions are sorted by startedAt or -startedAt, not by " + sort + ".");
    };
  }

  private void export(Exchange x, Writer out) throws IOException {
    String station = x.query("station");
    Boolean active = x.flag("active");
    Instant from = x.instant("from");
    Instant to = x.instant("to");
    x.answerHeader("Content-Disposition", "attachment; filename=\"transactions.csv\"");
    if (!exports.tryAcquire()) {
      throw ApiException.unavailable(
          "%d exports run already; try again when one has ended.".formatted(MOST_EXPORTS));
    }
    try {
      TransactionsCsv.write(
          cursor -> transactions.list(station, active, from, to, cursor, EXPORTED_AT_ONCE), out);
    } finally {
      exports.release();
    }
  }

  private Reply correct(Exchange exchange) {
    TransactionRow row = find(exchange.path("id"));
    Correction told = exchange.body(Correction.class);
    Instant end = told.endedAt();
    if (end == null || end.isBefore(row.startedAt()) || end.isAfter(clock.instant())) {
      throw ApiException.notValid(
          "endedAt must be a time from the start, " + row.startedAt() + ", until now.");
    }
    String reason = told.reason();
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw ApiException.notValid("reason must say why, in 1 to 500 characters.");
    }
    live.putRight(
        new StationId(row.station()),
        new Input.TransactionPutRight(
            row.transactionId(), end, told.meterStop(), reason, exchange.principal().name()));
    return new Reply(202, null);
  }

  private TransactionRow find(String id) {
    return transactions
        .find(id)
        .orElseThrow(() -> ApiException.notFound("There is no transaction " + id + "."));
  }
}
