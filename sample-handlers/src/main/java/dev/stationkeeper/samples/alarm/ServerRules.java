// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.alarm;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.alarm.Board.Matter;
import dev.stationkeeper.spi.LoggedEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** The rules about the server itself: handlers, disk, consumers, certificates. */
final class ServerRules {
  static final Set<String> TYPES =
      Set.of("HandlerCrashed", "HandlerQuarantined", "HandlerResumed", "HandlerSwapped");

  private static final long CRASH_HOLDS = 600_000;
  private static final long WEEK = 7 * 86_400_000L;

  private final AlarmSettings settings;
  private final Board board;

  ServerRules(AlarmSettings settings, Board board) {
    this.settings = settings;
    this.board = board;
  }

  /** Of a quarantine there is the server's own alarm: the crashes before it are no matter then. */
  void on(LoggedEvent event) {
    JsonView payload = event.payload();
    String handler = payload.string("handler").orElse("");
    String key = "handler:" + handler;
    if (!event.type().equals("HandlerCrashed")) {
      board.forget(key);
    } else if (settings.has("handler")) {
      String where = payload.string("station").map(s -> " for " + s).orElse("");
      String text = "Handler %s crashed%s and was replaced: %s";
      board.happens(
          new Matter(
              key,
              "warning",
              null,
              text.formatted(handler, where, payload.string("reason").orElse(""))),
          event.at().toEpochMilli(),
          CRASH_HOLDS);
    }
  }

  /** Looks at how the server is. */
  void look(JsonView server, long now) {
    if (settings.has("disk")) {
      disk(server, now);
    }
    if (settings.has("lag")) {
      server.objects("consumers").forEach(consumer -> lag(consumer, now));
    }
    if (settings.has("certificate")) {
      server.objects("certificates").forEach(certificate -> certificate(certificate, now));
    }
  }

  private void disk(JsonView server, long now) {
    if (server.number("diskFree").isEmpty()) {
      return;
    }
    long free = server.number("diskFree").getAsLong();
    long floor = server.number("diskFloor").orElse(0);
    long warning = settings.diskWarning() == 0 ? 2 * floor : settings.diskWarning();
    String text = "%d MiB are left on the disk of the log; below %d MiB nothing more is taken";
    says(
        free < warning,
        new Matter("disk", "critical", null, text.formatted(free >> 20, floor >> 20)),
        now,
        now);
  }

  private void lag(JsonView consumer, long now) {
    String handler = consumer.string("handler").orElse("");
    long lag = consumer.number("lag").orElse(0);
    String text = "Consumer %s is %d events behind the log";
    says(
        lag > settings.lag(),
        new Matter("lag:" + handler, "warning", null, text.formatted(handler, lag)),
        now,
        now + settings.lagAfter());
  }

  private void certificate(JsonView certificate, long now) {
    Optional<Instant> end = certificate.string("notAfter").flatMap(ServerRules::time);
    if (end.isEmpty()) {
      return;
    }
    long left = end.get().toEpochMilli() - now;
    String name = certificate.string("name").orElse("");
    String text = "The certificate %s (%s) %s on %s";
    says(
        left < settings.certificateWarning(),
        new Matter(
            "certificate:" + name,
            left < WEEK ? "critical" : "warning",
            null,
            text.formatted(
                name,
                certificate.string("subject").orElse(""),
                left < 0 ? "expired" : "expires",
                end.get())),
        now,
        now);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void says(boolean wrong, Matter matter, long now, long due) {
    if (wrong) {
      board.begins(matter, now, due);
    } else {
      board.ends(matter.key(), now);
    }
  }
}
