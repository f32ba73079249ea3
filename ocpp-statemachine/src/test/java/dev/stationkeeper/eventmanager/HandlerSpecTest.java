// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerSpecTest {
  private static final HandlerSpec SPEC =
      HandlerSpec.of(new HandlerId("some"), HandlerRole.RESPONDER, new Script("some"))
          .withActions(Set.of("Authorize", "TransactionEvent:idToken"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "Authorize {} true",
        "Authorize {\"idToken\":{}} true",
        "TransactionEvent {\"idToken\":{}} true",
        "TransactionEvent {\"idToken\":null} false",
        "TransactionEvent {} false",
        "Transaction {\"idToken\":{}} false",
        "TransactionEvents {\"idToken\":{}} false",
        "BootNotification {\"idToken\":{}} false"
      })
  void wantsAnActionOrThoseOfItsRequestsThatHaveTheMember(
      String action, String payload, boolean wanted) {
    assertEquals(
        wanted, SPEC.wants(OcppVersion.V2_0_1, Action.of(action), JsonView.parse(payload)));
  }
}
