// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates in the stations. Thread-safe; late by what the view lags. */
public final class CertificatesView {
  private final ViewDatabase database;

  CertificatesView(ViewDatabase database) {
    this.database = database;
  }

  private record Keyed(long id, CertificateRow row) {}

  /**
   * A station's certificates, in the order in which it told them.
   *
   * @param type only of this type
   */
  public Page<CertificateRow> list(
      String station, @Nullable String type, @Nullable String cursor, int limit) {
    int bounded = Page.bounded(limit);
    List<Keyed> rows =
        new Filter("SELECT * FROM certificates", "id > ?", Cursor.number(cursor, 0))
            .and("station = ?", station)
            .and("type = ?", type)
            .fetch(
                database,
                row ->
                    new Keyed(
                        row.number("id"),
                        new CertificateRow(
                            row.text("type"),
                            row.text("hash_algorithm"),
                            row.text("issuer_name_hash"),
                            row.text("issuer_key_hash"),
                            row.text("serial_number"),
                            row.textOrNull("under"),
                            row.instant("at"))),
                "id",
                bounded);
    Page<Keyed> page = Page.of(rows, bounded, last -> Cursor.of(last.id()));
    return new Page<>(page.items().stream().map(Keyed::row).toList(), page.next());
  }
}
