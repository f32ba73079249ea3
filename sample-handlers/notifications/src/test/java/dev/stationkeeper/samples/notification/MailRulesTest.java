// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.ConsumerTck;
import java.util.Map;

/** The handler keeps the rules that every consumer keeps; its server takes nothing. */
class MailRulesTest extends ConsumerTck {
  @Override
  protected ConsumerHandler consumer() {
    return new MailHandler();
  }

  /** Alarms that are told nobody: the rules of delivery are shown with the webhook. */
  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "host", "127.0.0.1",
        "port", "1",
        "from", "csms@example.org",
        "to", "ops@example.org",
        "minSeverity", "critical");
  }
}
