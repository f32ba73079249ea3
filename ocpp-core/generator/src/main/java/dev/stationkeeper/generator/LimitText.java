// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.util.ArrayList;
import java.util.List;

/** A member's limits in words, for Javadoc. */
final class LimitText {
  private LimitText() {}

  /** The Javadoc of a member: its meaning, its limits, whether it must be there. */
  static String of(Member member) {
    List<String> parts = new ArrayList<>();
    String doc = member.doc();
    ValueType type = member.type();
    if (doc != null) {
      parts.add(doc);
    } else if (type.base() == ValueType.Base.CUSTOM_DATA) {
      parts.add("members of a vendor's own");
    }
    ValueType.Items items = type.items();
    if (items != null) {
      Integer max = items.max();
      parts.add(
          max == null
              ? (items.min() == 0 ? "any number of items" : "at least " + count(items.min()))
              : items.min() + " to " + count(max));
    }
    String each = items == null ? "" : " each";
    if (type.maxLength() != null) {
      parts.add("at most " + type.maxLength() + " characters" + each);
    }
    if (type.min() != null) {
      parts.add("at least " + type.min() + (type.max() == null ? each : ""));
    }
    if (type.max() != null) {
      parts.add("at most " + type.max() + each);
    }
    if (type.step() != null) {
      parts.add("a multiple of " + type.step() + each);
    }
    if (!member.required()) {
      parts.add(items == null ? "null when absent" : "empty when absent");
    } else if (parts.isEmpty()) {
      parts.add("required");
    }
    return String.join("; ", parts);
  }

  private static String count(int items) {
    return items == 1 ? "1 item" : items + " items";
  }
}
