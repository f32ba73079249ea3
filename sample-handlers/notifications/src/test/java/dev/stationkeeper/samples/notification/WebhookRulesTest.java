// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.ConsumerTck;
import dev.stationkeeper.tck.TckEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The handler keeps the rules that every consumer keeps. */
class WebhookRulesTest extends ConsumerTck {
  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Override
  protected ConsumerHandler consumer() {
    return new WebhookHandler();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("url", receiver.url(), "secret", "a secret of sixteen or more");
  }

  /** Opened and closed in turn: what is only raised again is told once. */
  @Override
  protected List<TckEvent> wanted() {
    return List.of(
        TckEvent.own("AlarmRaised", "{\"alarmId\":\"a\",\"severity\":\"warning\"}"),
        TckEvent.own("AlarmRaised", "{\"alarmId\":\"b\",\"severity\":\"warning\"}"),
        TckEvent.own("AlarmCleared", "{\"alarmId\":\"a\"}"),
        TckEvent.own("AlarmCleared", "{\"alarmId\":\"b\"}"));
  }

  @Override
  protected List<Long> delivered() {
    return receiver.ids().stream()
        .map(id -> Long.valueOf(id.substring("alarm-".length())))
        .toList();
  }

  @Override
  protected boolean sinkAway(boolean away) {
    if (away) {
      receiver.kill();
    } else {
      receiver.start();
    }
    return true;
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE);
  }
}
