// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a payload that were read as others than they are. Noted in the order of the text,
 * where a later one at the same place stands for the one before.
 */
final class Mends {
  private record Mend(int start, int end, String json) {}

  private final List<Mend> mends = new ArrayList<>();

  void text(int start, int end, String value) {
    add(start, end, '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"');
  }

  /** {@code json} is a number or a truth value. */
  void add(int start, int end, String json) {
    if (!mends.isEmpty() && mends.getLast().start == start) {
      mends.removeLast();
    }
    mends.add(new Mend(start, end, json));
  }

  /** The text with every mend in its place. */
  String in(String text) {
    StringBuilder mended = new StringBuilder(text.length() + 16 * mends.size());
    int from = 0;
    for (Mend mend : mends) {
      mended.append(text, from, mend.start).append(mend.json);
      from = mend.end;
    }
    return mended.append(text, from, text.length()).toString();
  }
}
