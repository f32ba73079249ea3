// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.authorization;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.provisioning.Configuration;
import java.util.Optional;

/** What the machine sees to in the idTokenInfo that a decider gives (C01, C17, I01). */
public final class TokenInfo {
  private static final String INFO = "idTokenInfo";
  private static final String EVSES = "evseId";
  private static final String EXPIRY = "cacheExpiryDateTime";
  private static final String MESSAGE = "personalMessage";
  private static final String AVAILABLE = "Available";

  private TokenInfo() {}

  /** The decision as it may leave; the same object where nothing is to be changed. */
  public static JsonView completed(Turn turn, JsonView decided) {
    JsonView info = decided.object(INFO).orElse(JsonView.EMPTY);
    String status = info.string("status").orElse("");
    // Who has no credit now may have some in a minute: not to be kept (C17.FR.02).
    boolean expires = status.equals("NoCredit") && !info.has(EXPIRY);
    // No list says: good at all EVSEs (C01.FR.19); this one is good at none (C01.FR.22).
    boolean listed = status.equals("NotAtThisLocation") && info.has(EVSES);
    boolean unshown = info.has(MESSAGE) && !showsTariffs(turn.state());
    if (!expires && !listed && !unshown) {
      return decided;
    }
    Completion next = Completion.of(info);
    if (expires) {
      next.ifAbsent(EXPIRY, turn.now());
    }
    if (listed) {
      next.without(EVSES);
    }
    if (unshown) {
      turn.count("personal_message_unsupported");
      next.without(MESSAGE);
    }
    return Completion.of(decided).add(JsonView.object().put(INFO, next.done()).build()).done();
  }

  /** False when the station told that it has neither tariffs nor a display (I01.FR.02). */
  private static boolean showsTariffs(StationState state) {
    Configuration known = state.parts().get(Configuration.class);
    Optional<String> tariff =
        known
            .value("TariffCostCtrlr", AVAILABLE, "Tariff")
            .or(() -> known.value("TariffCostCtrlr", AVAILABLE, null));
    Optional<String> display = known.value("DisplayMessageCtrlr", AVAILABLE, null);
    return !isFalse(tariff) || !isFalse(display);
  }

  /** What the station did not tell, it may have. */
  private static boolean isFalse(Optional<String> told) {
    return told.filter(value -> value.equalsIgnoreCase("false")).isPresent();
  }
}
