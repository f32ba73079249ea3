// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** Parsers that read what strangers send: bounded, and with one meaning for every text. */
final class JsonInput {
  private JsonInput() {}

  /**
   * A factory for parsers within {@code limits}.
   *
   * @param depth levels allowed, of arrays and objects alike
   */
  static JsonFactory factory(FrameLimits limits, int depth) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNumberLength(limits.numberChars())
                .maxNameLength(limits.nameChars())
                .maxStringLength(limits.frameChars())
                .build())
        // Two readers of one text must not see two values (RFC 8259, 4 leaves it open).
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        // Names come from strangers: they must not stay in the JVM's table of strings.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /**
   * True when the exponent of the number at which {@code in} stands has at most three digits: a few
   * characters such as {@code 1e999999999} must not become a gigabyte in whoever reckons with them.
   */
  static boolean hasSmallExponent(JsonParser in) throws IOException {
    char[] text = in.getTextCharacters();
    int end = in.getTextOffset() + in.getTextLength();
    for (int i = end - 1; i >= in.getTextOffset(); i--) {
      if ((text[i] | 0x20) == 'e') {
        int sign = text[i + 1] == '+' || text[i + 1] == '-' ? 1 : 0;
        return end - i - 1 - sign <= 3;
      }
    }
    return true;
  }
}
