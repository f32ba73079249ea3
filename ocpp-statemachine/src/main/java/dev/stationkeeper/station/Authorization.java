// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.StationEvent.TokenAuthorized;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Block C, Authorization; 1.6 Core, Authorize. */
final class Authorization {
  static final String ACCEPTED = "Accepted";
  static final String INVALID = "Invalid";
  private static final String NO_AUTHORIZATION = "NoAuthorization";

  private Authorization() {}

  /** May this idTag charge? (T16-01) */
  static final class Authorize16 implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(idTagInfo(INVALID));
    }

    @Override
    public void decided(Turn turn, InboundCall call, JsonView response) {
      turn.record(
          new TokenAuthorized(
              idTag(call.payload()), response.string("idTagInfo", "status").orElseThrow()));
    }
  }

  /** May this idToken charge? (C01) */
  static final class Authorize2x implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return new Verdict.Payload(idTokenInfo(idToken(call.payload()).orElseThrow()));
    }

    @Override
    public void decided(Turn turn, InboundCall call, JsonView response) {
      turn.record(
          new TokenAuthorized(
              idToken(call.payload()).orElseThrow(),
              response.string("idTokenInfo", "status").orElseThrow()));
    }
  }

  /** The idTag of a 1.6 message that must have one. */
  static IdToken idTag(JsonView payload) {
    return idTagIfAny(payload).orElseThrow();
  }

  static Optional<IdToken> idTagIfAny(JsonView payload) {
    return payload.string("idTag").map(value -> new IdToken(value, IdToken.UNSPECIFIED));
  }

  /** The idToken of a 2.x message. */
  static Optional<IdToken> idToken(JsonView payload) {
    return payload
        .string("idToken", "type")
        .map(type -> new IdToken(payload.string("idToken", "idToken").orElse(""), type));
  }

  /**
   * True when both name the same token; neither case nor type counts: stations tell the same token
   * with different types.
   */
  static boolean isSame(@Nullable IdToken one, @Nullable IdToken other) {
    return one != null && other != null && one.value().equalsIgnoreCase(other.value());
  }

  static JsonView idTagInfo(String status) {
    return JsonView.object()
        .put("idTagInfo", JsonView.object().put("status", status).build())
        .build();
  }

  /** A token that stands for no authorisation is good (C02.FR.02), any other one is not known. */
  static JsonView idTokenInfo(IdToken token) {
    String status = token.type().equals(NO_AUTHORIZATION) ? ACCEPTED : INVALID;
    return JsonView.object()
        .put("idTokenInfo", JsonView.object().put("status", status).build())
        .build();
  }
}
