// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.List;

/** Tells a caller who they are taken for. */
final class WhoamiResource implements Resource {
  /**
   * @param name of the user, or {@code token:NAME}
   */
  record Whoami(String name, String role) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ApiServer.PREFIX + "/me", "Says who the credentials belong to")
            .tagged("Users")
            .answers(200, Whoami.class)
            .served(
                exchange ->
                    Reply.ok(
                        new Whoami(
                            exchange.principal().name(), exchange.principal().role().wireName()))));
  }
}
