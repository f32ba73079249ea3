// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.TransactionRow;
import dev.stationkeeper.server.view.TransactionsView;
import java.util.List;

/** The transactions of all stations. */
final class TransactionsResource implements Resource {
  private final TransactionsView transactions;

  TransactionsResource(TransactionsView transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/transactions";
    return List.of(
        Route.of(Verb.GET, path, "Lists transactions, the latest first")
            .tagged("Transactions")
            .query("station", Param.Kind.TEXT, "Only this station's")
            .query("active", Param.Kind.FLAG, "Only those that run, or do not")
            .query("from", Param.Kind.INSTANT, "Started then or later")
            .query("to", Param.Kind.INSTANT, "Started before")
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
                            x.cursor(),
                            x.limit()))),
        Route.of(Verb.GET, path + "/{id}", "Shows a transaction with its meter values")
            .tagged("Transactions")
            .path("id", "The transaction's unique id")
            .answers(200, TransactionRow.class)
            .served(x -> Reply.ok(find(x.path("id")))));
  }

  private TransactionRow find(String id) {
    return transactions
        .find(id)
        .orElseThrow(() -> ApiException.notFound("There is no transaction " + id + "."));
  }
}
