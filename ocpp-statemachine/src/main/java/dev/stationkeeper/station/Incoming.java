// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.Violation;
import dev.stationkeeper.ocpp.quirk.Quirk;
import dev.stationkeeper.ocpp.quirk.QuirkProfile;
import dev.stationkeeper.ocpp.quirk.QuirkRules;
import dev.stationkeeper.ocpp.quirk.QuirkUse;
import dev.stationkeeper.ocpp.quirk.Tolerated;
import dev.stationkeeper.station.event.QuirkUses;
import dev.stationkeeper.station.event.StationEvent.QuirksUsed;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A station's payloads, held to their definitions but for what the station is forgiven. Which
 * quirks these are follows from what it said that it is: from the BootNotification at hand, else
 * from the durable state, so that a restart changes nothing.
 */
final class Incoming {
  private static final String HEARTBEAT = "Heartbeat";

  private Incoming() {}

  /**
   * A payload as it is read.
   *
   * @param fault the first that is not forgiven
   * @param payload as it came but for what was mended; as it came when there is a fault
   */
  record Reading(Optional<Violation> fault, JsonView payload) {}

  /** Reads a request of the station, or under 2.1 its SEND; counts the quirks that it needs. */
  static Reading request(Turn turn, String messageId, Action action, JsonView payload) {
    return read(
        turn,
        messageId,
        action,
        MessageCatalogue.of(turn.version()).request(action),
        profile(turn, action, payload),
        payload);
  }

  /** Reads the station's answer to a CALL of ours; counts the quirks that it needs. */
  static Reading response(Turn turn, String messageId, Action action, JsonView payload) {
    return read(
        turn,
        messageId,
        action,
        MessageCatalogue.of(turn.version()).response(action),
        profile(turn.policy().quirks(), turn.state().device()),
        payload);
  }

  private static QuirkProfile profile(Turn turn, Action action, JsonView payload) {
    QuirkRules rules = turn.policy().quirks();
    return action.name().equals(Gate.BOOT)
        ? rules.profileOfBoot(payload)
        : profile(rules, turn.state().device());
  }

  /** What a station is forgiven that is such a device; null before its first boot. */
  static QuirkProfile profile(QuirkRules rules, @Nullable Device device) {
    return device == null
        ? rules.profile("", "", "")
        : rules.profile(device.vendor(), device.model(), orEmpty(device.firmwareVersion()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Reading read(
      Turn turn,
      String messageId,
      Action action,
      Optional<MessageType<?>> type,
      QuirkProfile profile,
      JsonView payload) {
    if (type.isEmpty()) {
      return new Reading(Optional.empty(), payload);
    }
    Tolerated<?> tolerated = profile.decode(type.get(), payload);
    count(turn, messageId, action, tolerated.uses());
    return switch (tolerated.decoded()) {
      case Decoded.Ok<?> ok -> new Reading(Optional.empty(), ok.payload());
      case Decoded.Invalid<?> invalid -> new Reading(Optional.of(invalid.violation()), payload);
    };
  }

  private static void count(Turn turn, String messageId, Action action, List<QuirkUse> uses) {
    if (uses.isEmpty()) {
      return;
    }
    Map<Quirk, Integer> byQuirk = new EnumMap<>(Quirk.class);
    uses.forEach(use -> byQuirk.merge(use.quirk(), 1, Integer::sum));
    byQuirk.forEach((quirk, times) -> turn.count(counter(quirk), times));
    if (!action.name().equals(HEARTBEAT)) {
      turn.record(
          new QuirksUsed(
              messageId,
              action.name(),
              byQuirk.entrySet().stream()
                  .map(entry -> new QuirkUses(entry.getKey().id(), entry.getValue()))
                  .toList()));
    }
  }

  static String counter(Quirk quirk) {
    return "quirk_" + quirk.name().toLowerCase(Locale.ROOT);
  }
}
