// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which stations a list shows. Null members do not filter.
 *
 * @param connected only those that are, or are not, connected
 * @param prefix only ids that begin so
 * @param text only those with this in id, label, vendor, model, serial number or firmware; upper
 *     and lower case are the same
 * @param status only those with a connector in this status
 * @param version only those that last connected with this OCPP number, such as {@code 2.0.1}
 */
public record StationFilter(
    @Nullable Boolean connected,
    @Nullable String prefix,
    @Nullable String text,
    @Nullable String status,
    @Nullable String version) {
  /** Every station. */
  public static final StationFilter ALL = new StationFilter(null, null, null, null, null);

  private static final String TEXT =
      "(lower(id) LIKE ?1 OR lower(label) LIKE ?1 OR lower(vendor) LIKE ?1 OR lower(model) LIKE ?1"
          + " OR lower(serial) LIKE ?1 OR lower(firmware) LIKE ?1)";

  /** Conditions with their parameters, each beginning with AND. */
  record Sql(String conditions, List<Object> parameters) {}

  Sql sql() {
    StringBuilder sql = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    if (connected != null) {
      sql.append(" AND connected = ?");
      parameters.add(connected);
    }
    if (prefix != null && !prefix.isEmpty()) {
      sql.append(" AND id >= ? AND id < ?");
      parameters.add(prefix);
      parameters.add(prefix + Character.MAX_VALUE);
    }
    if (text != null && !text.isBlank()) {
      sql.append(" AND ").append(TEXT.replace("?1", "? ESCAPE '\\'"));
      String pattern =
          "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
      for (int i = 0; i < 6; i++) {
        parameters.add(pattern);
      }
    }
    if (version != null) {
      sql.append(" AND version = ?");
      parameters.add(version);
    }
    if (status != null) {
      sql.append(
          " AND EXISTS (SELECT 1 FROM connectors c WHERE c.station = stations.id"
              + " AND c.status = ?)");
      parameters.add(status);
    }
    return new Sql(sql.toString(), parameters);
  }
}
