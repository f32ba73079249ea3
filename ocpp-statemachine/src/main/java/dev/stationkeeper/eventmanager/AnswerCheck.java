// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Optional;

/** Judges a handler's answer. Pure; runs on the plugin's threads. */
@FunctionalInterface
public interface AnswerCheck {
  /** Takes every JSON object. */
  AnswerCheck WELL_FORMED =
      (version, action, answer) -> {
        JsonView.parse(answer.text());
        return Optional.empty();
      };

  /**
   * What is wrong with {@code answer} as the response of {@code action}; empty when nothing is.
   *
   * @throws IllegalArgumentException when it is not even one JSON object
   */
  Optional<String> fault(OcppVersion version, Action action, JsonView answer);
}
