// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import org.jspecify.annotations.Nullable;

/**
 * Which stations a list shows. Null members do not filter.
 *
 * @param connected only those that are, or are not, connected
 * @param prefix only ids that begin so
 * @param text only those with this in id, label, vendor, model, serial number or firmware; upper
 *     and lower case of A to Z are the same
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

  public StationFilter {
    prefix = prefix == null || prefix.isEmpty() ? null : prefix;
    text = text == null || text.isBlank() ? null : text.strip();
  }
}
