// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.server.identity.Principal;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all routes have in common: credentials, idempotency, and how replies are written. */
final class RouteHandlers {
  private static final int MAX_KEY = 200;

  private final ObjectMapper mapper;
  private final Gatekeeper gatekeeper;
  private final Idempotency idempotency;
  private final StreamSlots streams;
  private final ActionRecord actions;

  RouteHandlers(
      ObjectMapper mapper,
      Gatekeeper gatekeeper,
      Idempotency idempotency,
      StreamSlots streams,
      ActionRecord actions) {
    this.actions = actions;
    this.mapper = mapper;
    this.gatekeeper = gatekeeper;
    this.idempotency = idempotency;
    this.streams = streams;
  }

  Handler of(Route route) {
    return context -> {
      Principal principal = null;
      if (route.role() != null) {
        Optional<Principal> admitted = gatekeeper.admit(context, route, route.role());
        if (admitted.isEmpty()) {
          return;
        }
        principal = admitted.get();
      }
      Exchange exchange = new Exchange(context, mapper, principal);
      try {
        serve(route, exchange, context, principal);
        record(route, context, principal, context.statusCode());
      } catch (ApiException e) {
        record(route, context, principal, e.problem().status());
        throw e;
      } catch (IOException | InterruptedException | RuntimeException e) {
        record(route, context, principal, 500);
        throw e;
      }
    };
  }

  private void serve(Route route, Exchange exchange, Context context, @Nullable Principal principal)
      throws IOException, InterruptedException {
    switch (route.by()) {
      case Route.Served.Once once ->
          write(context, reply(route, once, exchange, context, principal));
      case Route.Served.Streaming streaming -> stream(streaming, exchange, context);
      case Route.Served.Download download -> download(download, exchange, context);
    }
  }

  /** Reading is no action; a login has a record of its own. */
  private void record(Route route, Context context, @Nullable Principal who, int status) {
    if (who != null && route.verb() != Verb.GET && !route.path().equals(SessionResource.PATH)) {
      actions.acted(who, route, route.station(context), status, context.ip());
    } else if (who == null && status == 429) {
      actions.refused(null, route, route.station(context), status, context.ip());
    }
  }

  private Reply reply(
      Route route,
      Route.Served.Once once,
      Exchange exchange,
      Context context,
      @Nullable Principal principal)
      throws InterruptedException {
    String key = route.verb() == Verb.POST ? context.header("Idempotency-Key") : null;
    if (key == null || principal == null) {
      return once.endpoint().serve(exchange);
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw ApiException.badRequest("Idempotency-Key must have 1 to " + MAX_KEY + " characters.");
    }
    return idempotency.once(
        new Idempotency.Key(principal.name(), context.path(), key),
        context.body(),
        attempt -> once.endpoint().serve(exchange.as(attempt)));
  }

  private static void write(Context context, Reply reply) {
    context.status(reply.status());
    switch (reply.body()) {
      case null -> {}
      case Problem problem -> Problems.write(context, problem);
      default -> context.json(reply.body());
    }
  }

  private static void download(Route.Served.Download download, Exchange exchange, Context context)
      throws IOException {
    context.contentType(download.media());
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(context.res().getOutputStream(), StandardCharsets.UTF_8));
    download.endpoint().serve(exchange, out);
    // Not on failure: what was not written yet makes room for a problem.
    out.flush();
  }

  private void stream(Route.Served.Streaming streaming, Exchange exchange, Context context)
      throws InterruptedException {
    try (StreamSlots.Slot slot = streams.take()) {
      var response = context.res();
      response.setContentType("text/event-stream");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("X-Accel-Buffering", "no");
      EventSink sink = new ServerSentEvents(response.getOutputStream(), mapper);
      slot.run(() -> streaming.endpoint().serve(exchange, sink));
    } catch (IOException e) {
      // The client is gone: that is how a stream ends.
      context.res().setStatus(200);
    }
  }
}
