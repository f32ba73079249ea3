// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.StationEvent.CallAnswered;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The station's last CALLs and what they were answered, for a station that repeats one under the
 * same id because the answer did not reach it (RPC-05). Oldest first.
 */
public record AnsweredCalls(List<Answered> recent) {
  /** So many answers are remembered: a station has one CALL out and repeats that one. */
  static final int LIMIT = 16;

  /** Longer answers are not remembered, in characters; the CALL is then served anew. */
  static final int LONGEST = 4096;

  private static final MessageDigest SHA_256 = sha256();

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
  public record Answered(String messageId, String action, String requestDigest, JsonView response) {
    public Answered {
      response = response.compact();
    }
  }

  // Loops and no streams below: each message of a station comes by here several times.

  /** The answer that this very CALL has had. */
  Optional<Answered> answerTo(InboundCall call) {
    for (Answered known : recent) {
      if (isSame(known.messageId(), call.id().value())
          && known.action().equals(call.action().name())
          && known.requestDigest().equals(digest(KeyCodes.masked(call.received())))) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** True when the same content has been answered lately, whatever its id (RPC-27). */
  public boolean hasHad(InboundCall call) {
    if (recent.isEmpty()) {
      return false;
    }
    String digest = digest(KeyCodes.masked(call.received()));
    for (Answered known : recent) {
      if (known.action().equals(call.action().name()) && known.requestDigest().equals(digest)) {
        return true;
      }
    }
    return false;
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
    List<Answered> kept = new ArrayList<>(recent.size() + 1);
    for (Answered known : recent) {
      if (!isSame(known.messageId(), event.messageId())) {
        kept.add(known);
      }
    }
    kept.add(answered);
    return new AnsweredCalls(kept.subList(Math.max(0, kept.size() - LIMIT), kept.size()));
  }

  /**
   * Ids of one station look much alike: a text keeps its hash, and does not look at itself again.
   */
  private static boolean isSame(String known, String id) {
    return known.hashCode() == id.hashCode() && known.equals(id);
  }

  AnsweredCalls afterReboot() {
    return new AnsweredCalls(
        recent.stream().filter(known -> OUTLIVES_REBOOT.contains(known.action())).toList());
  }

  private static String digest(JsonView payload) {
    try {
      // A clone spares the search for the algorithm.
      MessageDigest sha = (MessageDigest) SHA_256.clone();
      byte[] hash = sha.digest(payload.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 cannot be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
