// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.v16.AuthorizationStatus;
import dev.stationkeeper.ocpp.v16.AuthorizeRequest;
import dev.stationkeeper.ocpp.v16.AuthorizeResponse;
import dev.stationkeeper.ocpp.v16.IdTagInfo;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.PayloadException;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.StationHandler;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TypedHandlerTest {
  private static final Map<OcppVersion, Class<?>> BASES =
      Map.of(
          OcppVersion.V1_6, TypedHandler16.class,
          OcppVersion.V2_0_1, TypedHandler201.class,
          OcppVersion.V2_1, TypedHandler21.class);

  /** What a vendor writes. */
  private static final class Members extends TypedHandler16 {
    @Override
    protected Answer authorize(AuthorizeRequest message, Request request) {
      AuthorizationStatus status =
          message.idTag().equals("MEMBER")
              ? AuthorizationStatus.ACCEPTED
              : AuthorizationStatus.INVALID;
      return Answer.reply(
          AuthorizeResponse.builder()
              .idTagInfo(IdTagInfo.builder().status(status).build())
              .build());
    }
  }

  @Test
  void everyRequestOfAStationHasAMethodThatTakesItsRecord() {
    BASES.forEach(
        (version, base) -> {
          MessageCatalogue catalogue = MessageCatalogue.of(version);
          TreeSet<String> expected = new TreeSet<>();
          for (Action action : catalogue.actions()) {
            catalogue
                .request(action)
                .filter(type -> type.isAnswered() && type.direction().fromStation())
                .ifPresent(type -> expected.add(type.type().getName()));
          }
          TreeSet<String> offered = new TreeSet<>();
          for (Method method : base.getDeclaredMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length == 2 && Record.class.isAssignableFrom(parameters[0])) {
              offered.add(parameters[0].getName());
            }
          }
          assertEquals(expected, offered, base.getSimpleName());
        });
  }

  @Test
  void whatIsNotOverriddenPasses() throws Exception {
    for (StationHandler handler :
        List.of(new TypedHandler16() {}, new TypedHandler201() {}, new TypedHandler21() {})) {
      for (OcppVersion version : OcppVersion.all()) {
        assertTrue(handler.onRequest(given(version, "Heartbeat", "{}")).isPass());
        assertTrue(handler.onRequest(given(version, "NeverHeardOf", "{}")).isPass());
      }
    }
  }

  @Test
  void anOverriddenMethodGetsTheRecordOfItsVersionOnly() throws Exception {
    Members members = new Members();
    Answer answer =
        members.onRequest(given(OcppVersion.V1_6, "Authorize", "{\"idTag\":\"MEMBER\"}"));
    assertEquals(
        Optional.of("Accepted"), answer.payload().orElseThrow().string("idTagInfo", "status"));
    assertTrue(
        members
            .onRequest(given(OcppVersion.V2_0_1, "Authorize", "{\"idTag\":\"MEMBER\"}"))
            .isPass());
  }

  @Test
  void aPayloadThatDoesNotFitIsTheStationsErrorInItsVersionsSpelling() throws Exception {
    Answer answer = new Members().onRequest(given(OcppVersion.V1_6, "Authorize", "{}"));
    assertEquals(Optional.of(ErrorCode.FORMATION_VIOLATION), answer.errorCode());
    answer = new TypedHandler21() {}.onRequest(given(OcppVersion.V2_1, "BatterySwap", "{}"));
    assertEquals(Optional.of(ErrorCode.FORMAT_VIOLATION), answer.errorCode());
  }

  @Test
  void otherActionsOfItsVersionGoToOther() throws Exception {
    TypedHandler16 handler =
        new TypedHandler16() {
          @Override
          protected Answer other(Request request) {
            return Answer.error(ErrorCode.NOT_SUPPORTED, request.action().name());
          }
        };
    assertEquals(
        "AcmeReport", handler.onRequest(given(OcppVersion.V1_6, "AcmeReport", "{}")).description());
    assertEquals(
        1,
        Arrays.stream(TypedHandler16.class.getDeclaredMethods())
            .filter(method -> method.getName().equals("other"))
            .count());
  }

  private static Request given(OcppVersion version, String action, String payload) {
    JsonView view = JsonView.parse(payload);
    return new Request() {
      @Override
      public OcppVersion version() {
        return version;
      }

      @Override
      public Action action() {
        return Action.of(action);
      }

      @Override
      public MessageId messageId() {
        return new MessageId("1");
      }

      @Override
      public Instant receivedAt() {
        return Instant.EPOCH;
      }

      @Override
      public Instant deadline() {
        return Instant.EPOCH;
      }

      @Override
      public JsonView payload() {
        return view;
      }

      @Override
      public <T extends Record> T as(Class<T> type) {
        return switch (MessageCatalogue.of(type).decode(view)) {
          case Decoded.Ok<T> ok -> ok.value();
          case Decoded.Invalid<T> bad -> throw new PayloadException(bad.violation().description());
        };
      }
    };
  }
}
