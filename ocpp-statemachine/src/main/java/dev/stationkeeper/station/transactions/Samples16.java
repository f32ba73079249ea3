// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.event.MeterSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 1.6 meter values, with what their absent members stand for (T16-19). */
final class Samples16 {
  private Samples16() {}

  static List<MeterSample> read(List<JsonView> meterValues, Instant arrival) {
    List<MeterSample> samples = new ArrayList<>();
    for (JsonView meterValue : meterValues) {
      Instant at = Times.read(meterValue, "timestamp").orElse(arrival);
      for (JsonView sample : meterValue.objects("sampledValue")) {
        String measurand = sample.string("measurand").orElse(Measurand.ENERGY_IMPORT);
        samples.add(
            new MeterSample(
                at,
                sample.string("value").orElse(""),
                sample.string("context").orElse(Measurand.PERIODIC),
                measurand,
                sample.string("phase").orElse(null),
                sample.string("location").orElse(Measurand.OUTLET),
                unit(sample, measurand)));
      }
    }
    return samples;
  }

  private static @Nullable String unit(JsonView sample, String measurand) {
    return sample.string("unit").orElse(Measurand.isEnergy(measurand) ? Measurand.WH : null);
  }
}
