// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.Locale;

/** One Authorize after the other, each with another token: what asks a handler every time. */
final class FlatOutAuthorizations implements FlatOutWork {
  private static final Action AUTHORIZE = Action.of("Authorize");
  private static final int TOKENS = 0x1000000;

  private final boolean version16;
  private int next;

  FlatOutAuthorizations(boolean version16, int index) {
    this.version16 = version16;
    this.next = index * 7919;
  }

  @Override
  public Step next(Instant now) {
    String token = String.format(Locale.ROOT, "04C3%06X", Math.floorMod(next++, TOKENS));
    JsonView payload =
        version16
            ? JsonView.object().put("idTag", token).build()
            : JsonView.object()
                .put(
                    "idToken",
                    JsonView.object().put("idToken", token).put("type", "ISO14443").build())
                .build();
    return new Step(AUTHORIZE, payload);
  }
}
