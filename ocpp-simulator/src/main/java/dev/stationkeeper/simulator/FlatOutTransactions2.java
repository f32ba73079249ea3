// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** 2.x: TransactionEvent Started, {@value #METER_VALUES} times Updated, Ended, and again. */
final class FlatOutTransactions2 implements FlatOutWork {
  static final int METER_VALUES = 8;

  private static final Action EVENT = Action.of("TransactionEvent");

  private final String token;
  private final String prefix;
  private int transactions;
  private int place;
  private int meterWh;

  FlatOutTransactions2(int index, RandomGenerator random) {
    this.token = String.format(Locale.ROOT, "04B2%06X", index);
    this.prefix = Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX) + '-';
    this.meterWh = random.nextInt(1_000_000);
  }

  @Override
  public Step next(Instant now) {
    boolean first = place == 0;
    boolean last = place == METER_VALUES + 1;
    JsonObjectBuilder info =
        JsonView.object()
            .put("transactionId", prefix + transactions)
            .put("chargingState", last ? "Idle" : "Charging");
    if (last) {
      info.put("stoppedReason", "Local");
    }
    JsonObjectBuilder event =
        JsonView.object()
            .put("eventType", first ? "Started" : last ? "Ended" : "Updated")
            .put("timestamp", now)
            .put(
                "triggerReason",
                first ? "Authorized" : last ? "StopAuthorized" : "MeterValuePeriodic")
            .put("seqNo", place)
            .put("transactionInfo", info.build())
            .put("evse", JsonView.object().put("id", 1).put("connectorId", 1).build())
            .putObjects("meterValue", List.of(meterValue(now)));
    if (first || last) {
      event.put("idToken", JsonView.object().put("idToken", token).put("type", "ISO14443").build());
    }
    return new Step(EVENT, event.build());
  }

  private JsonView meterValue(Instant now) {
    meterWh += 180;
    return JsonView.object()
        .put("timestamp", now)
        .putObjects(
            "sampledValue",
            List.of(
                sample(BigDecimal.valueOf(meterWh), "Energy.Active.Import.Register", "Wh"),
                sample(new BigDecimal("11040.5"), "Power.Active.Import", "W")))
        .build();
  }

  private static JsonView sample(BigDecimal value, String measurand, String unit) {
    return JsonView.object()
        .put("value", value)
        .put("context", "Sample.Periodic")
        .put("measurand", measurand)
        .put("unitOfMeasure", JsonView.object().put("unit", unit).build())
        .build();
  }

  @Override
  public void answered(JsonView answer) {
    place = (place + 1) % (METER_VALUES + 2);
    if (place == 0) {
      transactions++;
    }
  }
}
