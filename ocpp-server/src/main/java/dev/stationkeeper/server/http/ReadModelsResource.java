// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The read models: how far behind they are, and how to make them again. */
final class ReadModelsResource implements Resource {
  private final Views views;

  ReadModelsResource(Views views) {
    this.views = views;
  }

  /** Everything at once: there are few. */
  record ReadModelPage(List<Views.Status> items, @Nullable String next) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/read-models";
    return List.of(
        Route.of(Verb.GET, path, "Lists the read models with how far behind the log they are")
            .tagged("Read models")
            .answersPageOf(Views.Status.class)
            .served(x -> Reply.ok(new ReadModelPage(views.status(), null))),
        Route.of(
                Verb.POST,
                path + "/{name}/rebuild",
                "Makes a read model again from the log while the others go on")
            .tagged("Read models")
            .needs(Role.ADMIN)
            .path("name", "The read model's name")
            .answers(202, ReadModelPage.class)
            .served(this::rebuild));
  }

  private Reply rebuild(Exchange x) {
    String name = x.path("name");
    if (!views.names().contains(name)) {
      throw ApiException.notFound(
          "There is no read model " + name + "; there are " + views.names() + ".");
    }
    views.rebuild(name);
    return new Reply(202, new ReadModelPage(views.status(), null));
  }
}
