// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.notification.Ledger.Told;
import dev.stationkeeper.spi.LoggedEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the log people are told: alarms that open, that become worse, that are over. An alarm
 * that is only raised again while it is open is told once.
 *
 * @param own the beginning of the ids of this handler's own alarms, which would chase themselves
 * @param least severity that is told
 */
record Telling(String own, String least, boolean cleared, boolean acknowledged) {
  static final Set<String> TYPES = Set.of("AlarmRaised", "AlarmCleared", "AlarmAcknowledged");
  static final List<String> SEVERITIES = List.of("info", "warning", "critical");

  /** The notification that an event leads to, by what people know. */
  Optional<Notification> of(LoggedEvent event, Ledger known) {
    JsonView payload = event.payload();
    String alarm = payload.string("alarmId").orElse("");
    if (alarm.isEmpty() || alarm.startsWith(own)) {
      return Optional.empty();
    }
    Told before = known.told(alarm);
    return switch (event.type()) {
      case "AlarmRaised" -> {
        String severity = severity(payload);
        yield rank(severity) >= rank(least)
                && (before == null || rank(severity) > rank(before.severity()))
            ? Optional.of(notification(event, "raised", alarm, content(payload)))
            : Optional.empty();
      }
      case "AlarmCleared" -> told(event, "cleared", alarm, before, cleared);
      case "AlarmAcknowledged" -> told(event, "acknowledged", alarm, before, acknowledged);
      default -> Optional.empty();
    };
  }

  /** What people know once the event is dealt with. */
  void done(LoggedEvent event, boolean told, Ledger known) {
    String alarm = event.payload().string("alarmId").orElse("");
    if (event.type().equals("AlarmRaised") && told) {
      known.raised(alarm, content(event.payload()));
    } else if (event.type().equals("AlarmCleared")) {
      known.cleared(alarm);
    }
  }

  private static Optional<Notification> told(
      LoggedEvent event, String what, String alarm, @Nullable Told before, boolean wanted) {
    return wanted && before != null
        ? Optional.of(notification(event, what, alarm, before))
        : Optional.empty();
  }

  private static Notification notification(
      LoggedEvent event, String what, String alarm, Told content) {
    return new Notification(
        "alarm-" + event.position(),
        what,
        alarm,
        content.severity(),
        content.station(),
        content.text(),
        event.at(),
        event.type().equals("AlarmAcknowledged") ? event.by().orElse(null) : null);
  }

  private static Told content(JsonView payload) {
    return new Told(
        severity(payload),
        payload.string("station").orElse(null),
        payload.string("text").orElse(""));
  }

  private static String severity(JsonView payload) {
    return payload.string("severity").orElse("warning").toLowerCase(Locale.ROOT);
  }

  /** One that is not known here is as bad as a warning: more may come between these. */
  private static int rank(String severity) {
    int known = SEVERITIES.indexOf(severity);
    return known < 0 ? SEVERITIES.indexOf("warning") : known;
  }
}
