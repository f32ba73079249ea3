// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.authorization;

import dev.stationkeeper.ocpp.CertificateVerdict;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.KeyCodes;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.Verdict;
import dev.stationkeeper.station.event.IdToken;
import dev.stationkeeper.station.event.StationEvent.TokenAuthorized;
import dev.stationkeeper.station.tariffs.TariffContent;
import java.util.Optional;

/** Block C, Authorization; 1.6 Core, Authorize. */
public final class Authorization {
  public static final String ACCEPTED = "Accepted";
  public static final String INVALID = "Invalid";
  private static final String CERTIFICATE_STATUS = "certificateStatus";
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
    public JsonView completed(Turn turn, InboundCall call, JsonView decided) {
      return contract(
          turn, call, TariffContent.completed(turn, TokenInfo.completed(turn, decided)));
    }

    /** A contract that was looked at and found good is worth what its token is (C07.FR.13, 14). */
    private static JsonView contract(Turn turn, InboundCall call, JsonView decided) {
      boolean shown =
          call.payload().has("certificate") || call.payload().has("iso15118CertificateHashData");
      Optional<String> status = decided.string("idTokenInfo", "status");
      return turn.policy().contractsChecked()
              && shown
              && status.isPresent()
              && !decided.has(CERTIFICATE_STATUS)
          ? Completion.of(decided)
              .add(
                  JsonView.object()
                      .put(
                          CERTIFICATE_STATUS,
                          CertificateVerdict.GOOD.certificateStatus(status.get()))
                      .build())
              .done()
          : decided;
    }

    @Override
    public void decided(Turn turn, InboundCall call, JsonView response) {
      turn.record(
          new TokenAuthorized(
              idToken(call.payload()).orElseThrow(),
              response.string("idTokenInfo", "status").orElseThrow()));
      TariffContent.given(turn, response);
    }
  }

  /** The idTag of a 1.6 message that must have one. */
  public static IdToken idTag(JsonView payload) {
    return idTagIfAny(payload).orElseThrow();
  }

  public static Optional<IdToken> idTagIfAny(JsonView payload) {
    return payload.string("idTag").map(value -> new IdToken(value, IdToken.UNSPECIFIED));
  }

  /** The idToken of a 2.x message, as events have it: a key code is masked (C04.FR.04). */
  public static Optional<IdToken> idToken(JsonView payload) {
    return payload
        .string("idToken", "type")
        .map(
            type ->
                new IdToken(
                    type.equals(KeyCodes.TYPE)
                        ? KeyCodes.MASK
                        : payload.string("idToken", "idToken").orElse(""),
                    type));
  }

  public static JsonView idTagInfo(String status) {
    return JsonView.object()
        .put("idTagInfo", JsonView.object().put("status", status).build())
        .build();
  }

  /** A token that stands for no authorisation is good (C02.FR.02), any other one is not known. */
  public static JsonView idTokenInfo(IdToken token) {
    String status = token.type().equals(NO_AUTHORIZATION) ? ACCEPTED : INVALID;
    return JsonView.object()
        .put("idTokenInfo", JsonView.object().put("status", status).build())
        .build();
  }
}
