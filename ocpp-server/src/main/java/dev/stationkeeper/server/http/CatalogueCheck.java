// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.MessageType;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.OutgoingCheck;
import java.util.Locale;
import java.util.Optional;

/** Checks commands against the message definitions of the station's version, strictly. */
public final class CatalogueCheck implements CommandCheck {
  private final OutgoingCheck outgoing = OutgoingCheck.ofCsms();

  @Override
  public Optional<String> fault(OcppVersion version, Action action, JsonView payload) {
    MessageCatalogue catalogue = MessageCatalogue.of(version);
    Optional<MessageType<?>> type = catalogue.request(action);
    if (type.isEmpty()) {
      return Optional.of(
          "OCPP %s has no action %s%s."
              .formatted(version.number(), action.name(), suggestion(catalogue, action)));
    }
    if (!type.get().direction().fromCsms()) {
      return Optional.of(
          "%s is what stations send, not what is sent to them.".formatted(action.name()));
    }
    return outgoing
        .request(version, action, payload)
        .map(
            fault ->
                "The payload is no %s of OCPP %s: %s"
                    .formatted(action.name(), version.number(), fault.description()));
  }

  /** Another spelling of the same letters is the usual mistake. */
  private static String suggestion(MessageCatalogue catalogue, Action action) {
    String letters = letters(action.name());
    return catalogue.actions().stream()
        .map(Action::name)
        .filter(name -> letters(name).equals(letters))
        .findFirst()
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  private static String letters(String name) {
    return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
