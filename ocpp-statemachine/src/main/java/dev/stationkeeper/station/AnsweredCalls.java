// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The station's last CALLs and what they were answered, for a station that repeats one under the
 * same id because the answer did not reach it (RPC-05). Oldest first.
 */
public record AnsweredCalls(List<Answered> recent) {
  /** So many answers are remembered: a station has one CALL out and repeats that one. */
  static final int LIMIT = 16;

  /** Longer answers are not remembered, in characters; the CALL is then served anew. */
  static final int LONGEST = 4096;

  static final AnsweredCalls NONE = new AnsweredCalls(List.of());

  /** Their answer depends on the moment; and a repetition after a reboot looks the same. */
  private static final Set<String> NEVER = Set.of("BootNotification", "Heartbeat");

  /** Content with a time of its own: the same content is the same message, even after a reboot. */
  private static final Set<String> OUTLIVES_REBOOT =
      Set.of("StartTransaction", "StopTransaction", "MeterValues", "TransactionEvent");

  public AnsweredCalls {
    recent = List.copyOf(recent);
  }

  /**
   * An answered CALL; {@code requestDigest} because stations begin to count anew after a reboot.
   */
  public record Answered(
      String messageId, String action, String requestDigest, JsonView response) {}

  /** The answer that this very CALL has had. */
  Optional<Answered> answerTo(InboundCall call) {
    return recent.stream()
        .filter(known -> known.messageId().equals(call.id().value()))
        .filter(known -> known.action().equals(call.action().name()))
        .filter(known -> known.requestDigest().equals(digest(call.received())))
        .findFirst();
  }

  /** True when the same content has been answered lately, whatever its id (RPC-27). */
  public boolean hasHad(InboundCall call) {
    String digest = digest(call.received());
    return recent.stream()
        .anyMatch(
            known ->
                known.action().equals(call.action().name())
                    && known.requestDigest().equals(digest));
  }

  AnsweredCalls after(CallAnswered event) {
    // An error is not remembered: the repetition may well be served.
    if (event.error() != null
        || NEVER.contains(event.action())
        || event.response().text().length() > LONGEST) {
      return this;
    }
    Answered answered =
        new Answered(event.messageId(), event.action(), digest(event.request()), event.response());
    List<Answered> kept =
        Stream.concat(
                recent.stream().filter(known -> !known.messageId().equals(event.messageId())),
                Stream.of(answered))
            .toList();
    return new AnsweredCalls(kept.subList(Math.max(0, kept.size() - LIMIT), kept.size()));
  }

  AnsweredCalls afterReboot() {
    return new AnsweredCalls(
        recent.stream().filter(known -> OUTLIVES_REBOOT.contains(known.action())).toList());
  }

  private static String digest(JsonView payload) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(payload.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
