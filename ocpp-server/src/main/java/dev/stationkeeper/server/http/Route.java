// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Role;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table. Immutable; the {@code with}-like methods give a new one.
 *
 * @param path with {@code {name}} for its parameters
 * @param tag the group in the OpenAPI document
 * @param role that is needed; null when nobody has to say who they are
 * @param body the type of the request's body, null for none
 * @param answer what a success carries
 */
record Route(
    Verb verb,
    String path,
    String tag,
    String summary,
    @Nullable Role role,
    List<Param> params,
    @Nullable Class<?> body,
    Answer answer,
    Served by) {

  /** Who serves it. */
  sealed interface Served {
    /** One answer. */
    record Once(Endpoint endpoint) implements Served {}

    /** A stream of server-sent events. */
    record Streaming(StreamEndpoint endpoint) implements Served {}

    /** Text of another kind than JSON, written as it is made. */
    record Download(String media, DownloadEndpoint endpoint) implements Served {}
  }

  /**
   * The body of a success.
   *
   * @param type null for none
   * @param list true when it is a page of {@code type}
   */
  record Answer(int status, @Nullable Class<?> type, boolean list) {}

  private static final Endpoint NOBODY =
      exchange -> {
        throw new IllegalStateException("a route without an endpoint");
      };

  static Route of(Verb verb, String path, String summary) {
    return new Route(
        verb,
        path,
        "",
        summary,
        verb == Verb.GET ? Role.VIEWER : Role.OPERATOR,
        List.of(),
        null,
        new Answer(204, null, false),
        new Served.Once(NOBODY));
  }

  Route needs(@Nullable Role needed) {
    return new Route(verb, path, tag, summary, needed, params, body, answer, by);
  }

  Route tagged(String group) {
    return new Route(verb, path, group, summary, role, params, body, answer, by);
  }

  Route path(String name, String about) {
    return with(new Param(name, true, Param.Kind.TEXT, about));
  }

  Route query(String name, Param.Kind kind, String about) {
    return with(new Param(name, false, kind, about));
  }

  /** Adds what every list takes. */
  Route paged() {
    return query("cursor", Param.Kind.TEXT, "The next of the page before")
        .query("limit", Param.Kind.NUMBER, "Items on the page, 1 to 1000; 100 when absent");
  }

  Route takes(Class<?> type) {
    return new Route(verb, path, tag, summary, role, params, type, answer, by);
  }

  Route answers(int status, Class<?> type) {
    return answers(new Answer(status, type, false));
  }

  Route answersPageOf(Class<?> type) {
    return answers(new Answer(200, type, true));
  }

  Route served(Endpoint endpoint) {
    return by(new Served.Once(endpoint));
  }

  Route streamed(StreamEndpoint endpoint) {
    return by(new Served.Streaming(endpoint));
  }

  Route downloaded(String media, DownloadEndpoint endpoint) {
    return by(new Served.Download(media, endpoint));
  }

  /** The station that a request is about; null when it is about none. */
  @Nullable String station(Context request) {
    return path.startsWith(ApiServer.PREFIX + "/stations/{id}") ? request.pathParam("id") : null;
  }

  /** What the answer's body is. */
  String media() {
    return switch (by) {
      case Served.Once once -> "application/json";
      case Served.Streaming streaming -> "text/event-stream";
      case Served.Download download -> download.media();
    };
  }

  private Route answers(Answer given) {
    return new Route(verb, path, tag, summary, role, params, body, given, by);
  }

  private Route by(Served served) {
    return new Route(verb, path, tag, summary, role, params, body, answer, served);
  }

  private Route with(Param param) {
    List<Param> all = new ArrayList<>(params);
    all.add(param);
    return new Route(verb, path, tag, summary, role, List.copyOf(all), body, answer, by);
  }
}
