// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in the list's order
 * @param next give it back as {@code cursor} to have the page after; null when this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** Items on a page when nobody says otherwise. */
  public static final int DEFAULT_LIMIT = 100;

  /** Most items on a page. */
  public static final int MAX_LIMIT = 1_000;

  public Page {
    items = List.copyOf(items);
  }

  /** {@code limit} within what a page may hold. */
  static int bounded(int limit) {
    return Math.max(1, Math.min(limit, MAX_LIMIT));
  }

  /**
   * A page from one row more than was asked for: the extra row tells that there is a next page.
   *
   * @param cursorOf the cursor behind an item
   */
  static <T> Page<T> of(List<T> rows, int limit, java.util.function.Function<T, String> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursorOf.apply(items.getLast()));
  }
}
