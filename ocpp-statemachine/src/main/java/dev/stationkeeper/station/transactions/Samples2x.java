// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.event.MeterSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 2.x meter values, with what their absent members stand for and the multiplier applied (J-mult).
 */
final class Samples2x {
  /**
   * Beyond this power of ten a multiplier is nonsense, and a number would fill memory with zeros.
   */
  private static final int LARGEST_MULTIPLIER = 30;

  private Samples2x() {}

  static List<MeterSample> read(List<JsonView> meterValues, Instant arrival) {
    List<MeterSample> samples = new ArrayList<>();
    for (JsonView meterValue : meterValues) {
      Instant at = Times.read(meterValue, "timestamp").orElse(arrival);
      for (JsonView sample : meterValue.objects("sampledValue")) {
        String measurand = sample.string("measurand").orElse(Measurand.ENERGY_IMPORT);
        samples.add(
            new MeterSample(
                at,
                value(sample),
                sample.string("context").orElse(Measurand.PERIODIC),
                measurand,
                sample.string("phase").orElse(null),
                sample.string("location").orElse(Measurand.OUTLET),
                unit(sample, measurand)));
      }
    }
    return samples;
  }

  /** The energy register in Wh, the sample with that context first; null when there is none. */
  static @Nullable Long register(List<MeterSample> samples, String context) {
    List<MeterSample> registers =
        samples.stream()
            .filter(s -> s.measurand().equals(Measurand.ENERGY_IMPORT) && s.phase() == null)
            .toList();
    Optional<MeterSample> best =
        registers.stream()
            .filter(s -> s.context().equals(context))
            .findFirst()
            .or(() -> registers.stream().findFirst());
    return best.map(Samples2x::wattHours).orElse(null);
  }

  private static long wattHours(MeterSample sample) {
    BigDecimal value = new BigDecimal(sample.value());
    boolean kilo = "kWh".equals(sample.unit());
    return (kilo ? value.scaleByPowerOfTen(3) : value)
        .setScale(0, RoundingMode.HALF_UP)
        .longValue();
  }

  private static String value(JsonView sample) {
    BigDecimal value = sample.decimal("value").orElse(BigDecimal.ZERO);
    long multiplier = sample.number("unitOfMeasure", "multiplier").orElse(0);
    if (multiplier == 0 || Math.abs(multiplier) > LARGEST_MULTIPLIER) {
      return value.toPlainString();
    }
    return value.scaleByPowerOfTen((int) multiplier).toPlainString();
  }

  private static @Nullable String unit(JsonView sample, String measurand) {
    return sample
        .string("unitOfMeasure", "unit")
        .orElse(Measurand.isEnergy(measurand) ? Measurand.WH : null);
  }
}
