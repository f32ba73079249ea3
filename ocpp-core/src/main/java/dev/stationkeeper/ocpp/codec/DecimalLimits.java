// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import dev.stationkeeper.ocpp.Fault;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a decimal member may be, checked without binary rounding.
 *
 * @param min lowest value, or null
 * @param max highest value, or null
 * @param step the value must be a multiple of it, or null
 */
public record DecimalLimits(
    @Nullable BigDecimal min, @Nullable BigDecimal max, @Nullable BigDecimal step) {
  /** No limits but those of every decimal. */
  public static final DecimalLimits NONE = new DecimalLimits(null, null, null);

  /** Numbers of more digits than a double can hold would only cost time and memory. */
  private static final int MAX_EXPONENT = 400;

  /** Limits from their decimal texts, null where there is none. */
  public static DecimalLimits of(
      @Nullable String min, @Nullable String max, @Nullable String step) {
    return new DecimalLimits(number(min), number(max), number(step));
  }

  Fault.@Nullable Kind fault(BigDecimal value) {
    if (Math.abs((long) value.scale()) > MAX_EXPONENT || value.precision() > MAX_EXPONENT) {
      return Fault.Kind.OUT_OF_RANGE;
    }
    if ((min != null && value.compareTo(min) < 0) || (max != null && value.compareTo(max) > 0)) {
      return Fault.Kind.OUT_OF_RANGE;
    }
    return step != null && value.remainder(step).signum() != 0 ? Fault.Kind.NOT_A_MULTIPLE : null;
  }

  String rule() {
    if (step != null) {
      return "a multiple of " + step;
    }
    return "a decimal"
        + (min == null ? "" : " of at least " + min)
        + (max == null ? "" : min == null ? " of at most " + max : " and at most " + max);
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
