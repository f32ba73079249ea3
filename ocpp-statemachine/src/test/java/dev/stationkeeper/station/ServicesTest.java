// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.SimpleServices.Judged;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServicesTest {
  private final Services services = new Services();

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void everyCallThatTheVersionLetsAStationMakeIsServedAndNoOther(OcppVersion version) {
    for (Action action : MessageCatalogue.of(version).actions()) {
      MessageType<?> type = MessageCatalogue.of(version).request(action).orElseThrow();
      boolean owed = type.direction().fromStation() && type.isAnswered();
      assertEquals(owed, services.of(version, action.name()).isPresent(), action::name);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  void everyDefaultOfAnUndecidedActionFitsItsDefinition(OcppVersion version) {
    List<String> broken =
        MessageCatalogue.of(version).actions().stream()
            .filter(
                action ->
                    services
                        .of(version, action.name())
                        .filter(Judged.class::isInstance)
                        .map(service -> ((Judged) service).undecided())
                        .flatMap(verdict -> fault(version, action, verdict))
                        .isPresent())
            .map(Action::name)
            .toList();
    assertEquals(List.of(), broken);
  }

  private static Optional<?> fault(OcppVersion version, Action action, Verdict verdict) {
    return verdict instanceof Verdict.Payload payload
        ? Payloads.ownResponseFault(version, action, payload.payload())
        : Optional.empty();
  }
}
