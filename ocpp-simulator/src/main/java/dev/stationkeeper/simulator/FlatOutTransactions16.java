// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** 1.6: StartTransaction, {@value #METER_VALUES} MeterValues, StopTransaction, and again. */
final class FlatOutTransactions16 implements FlatOutWork {
  static final int METER_VALUES = 8;

  private static final Action START = Action.of("StartTransaction");
  private static final Action METER = Action.of("MeterValues");
  private static final Action STOP = Action.of("StopTransaction");

  private final String token;
  private int place;
  private int meterWh;
  private long transactionId = -1;

  FlatOutTransactions16(int index, RandomGenerator random) {
    this.token = String.format(Locale.ROOT, "04B2%06X", index);
    this.meterWh = random.nextInt(1_000_000);
  }

  @Override
  public Step next(Instant now) {
    if (place == 0) {
      return new Step(
          START,
          JsonView.object()
              .put("connectorId", 1)
              .put("idTag", token)
              .put("meterStart", meterWh)
              .put("timestamp", now)
              .build());
    }
    meterWh += 180;
    if (place <= METER_VALUES) {
      return new Step(
          METER,
          JsonView.object()
              .put("connectorId", 1)
              .put("transactionId", transactionId)
              .putObjects("meterValue", List.of(meterValue(now)))
              .build());
    }
    return new Step(
        STOP,
        JsonView.object()
            .put("transactionId", transactionId)
            .put("idTag", token)
            .put("meterStop", meterWh)
            .put("timestamp", now)
            .put("reason", "Local")
            .build());
  }

  private JsonView meterValue(Instant now) {
    return JsonView.object()
        .put("timestamp", now)
        .putObjects(
            "sampledValue",
            List.of(
                sample(Integer.toString(meterWh), "Energy.Active.Import.Register", "Wh"),
                sample("11040.5", "Power.Active.Import", "W")))
        .build();
  }

  private static JsonView sample(String value, String measurand, String unit) {
    return JsonView.object()
        .put("value", value)
        .put("context", "Sample.Periodic")
        .put("measurand", measurand)
        .put("unit", unit)
        .build();
  }

  @Override
  public void answered(JsonView answer) {
    if (place == 0) {
      transactionId = answer.number("transactionId").orElse(-1);
    }
    place = (place + 1) % (METER_VALUES + 2);
  }
}
