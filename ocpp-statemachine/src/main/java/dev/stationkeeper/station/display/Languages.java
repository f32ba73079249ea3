// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.display;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Reasons;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of messages are named as RFC 5646 has it (O01.FR.17, O02.FR.12). */
final class Languages {
  private Languages() {}

  static Optional<String> fault(JsonView request) {
    Reasons reasons = new Reasons();
    JsonView info = request.object("message").orElse(JsonView.EMPTY);
    Stream.concat(info.object("message").stream(), extra(info).stream())
        .flatMap(message -> message.string("language").stream())
        .forEach(
            language ->
                reasons.when(
                    !isWellFormed(language),
                    "'" + language + "' names no language (RFC 5646; O01.FR.17, O02.FR.12)"));
    return reasons.first();
  }

  private static List<JsonView> extra(JsonView info) {
    return info.objects("messageExtra");
  }

  private static boolean isWellFormed(String language) {
    try {
      return !new Locale.Builder().setLanguageTag(language).build().toLanguageTag().equals("und");
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
