// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.List;

/** The definitions of the messages, of which the console makes its forms. */
final class DefinitionsResource implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(
                Verb.GET,
                ApiServer.PREFIX + "/definitions/{version}",
                "Tells what the messages of an OCPP version consist of")
            .tagged("Commands")
            .path("version", "1.6, 2.0.1 or 2.1")
            .answers(200, JsonView.class)
            .served(x -> Reply.ok(definitions(x.path("version")))));
  }

  private static JsonView definitions(String version) {
    return OcppVersion.ofNumber(version)
        .map(known -> MessageCatalogue.of(known).definitions())
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "There are definitions of 1.6, 2.0.1 and 2.1, not of " + version + "."));
  }
}
