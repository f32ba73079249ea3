// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.log.NotKeptException;
import dev.stationkeeper.server.view.InvalidCursorException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a {@link Problem}. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void write(Context context, Problem problem) {
    context.status(problem.status()).json(problem).contentType(Problem.MEDIA_TYPE);
  }

  static void install(RoutesConfig routes) {
    routes.exception(ApiException.class, (e, context) -> write(context, e.problem()));
    routes.exception(
        InvalidCursorException.class,
        (e, context) ->
            write(
                context,
                Problem.of(
                    400, "That is no cursor of this list; take the next of the page before.")));
    routes.exception(
        NotKeptException.class,
        (e, context) -> {
          LOG.error("{} {} was not kept", context.method(), context.path(), e);
          write(context, Problem.of(503, "The log did not take the change: " + reason(e)));
        });
    routes.exception(
        HttpResponseException.class,
        (e, context) -> write(context, Problem.of(e.getStatus(), detail(e, context))));
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          write(
              context, Problem.of(500, "The server failed to serve this; its log has the reason."));
        });
  }

  /** Why a stage failed, in a sentence. */
  static String reason(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = cause.getMessage();
    return (message == null ? cause.getClass().getSimpleName() : message) + ".";
  }

  private static String detail(HttpResponseException e, Context context) {
    return switch (e.getStatus()) {
      case 404 ->
          "There is nothing at %s; /api/openapi.json lists what there is."
              .formatted(context.path());
      case 405 ->
          "%s does not serve %s; /api/openapi.json lists what it does."
              .formatted(context.path(), context.method().name());
      case 413 -> "The body is larger than http.max-body allows.";
      default -> String.valueOf(e.getMessage());
    };
  }
}
