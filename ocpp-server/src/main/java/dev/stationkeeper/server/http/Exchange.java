// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.identity.Principal;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A request as endpoints see it: typed parameters, with a sentence for what cannot be read. */
final class Exchange {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Context context;
  private final ObjectMapper mapper;
  private final @Nullable Principal principal;
  private final Idempotency.@Nullable Attempt attempt;

  Exchange(Context context, ObjectMapper mapper, @Nullable Principal principal) {
    this(context, mapper, principal, null);
  }

  private Exchange(
      Context context,
      ObjectMapper mapper,
      @Nullable Principal principal,
      Idempotency.@Nullable Attempt attempt) {
    this.context = context;
    this.mapper = mapper;
    this.principal = principal;
    this.attempt = attempt;
  }

  /** The same request, known by its {@code Idempotency-Key}. */
  Exchange as(Idempotency.Attempt known) {
    return new Exchange(context, mapper, principal, known);
  }

  /** For what the request makes, the same in every repetition; null when it has no key. */
  @Nullable String attemptId() {
    return attempt == null ? null : attempt.id();
  }

  /** True when this was begun before, by a server that died before it had answered. */
  boolean isRepeated() {
    return attempt != null && attempt.repeated();
  }

  /** Who asks; only on routes that need a role. */
  Principal principal() {
    if (principal == null) {
      throw new IllegalStateException("this route is open to anybody");
    }
    return principal;
  }

  /** The path's parameter, percent-decoded. */
  String path(String name) {
    return context.pathParam(name);
  }

  /** The path's {@code {id}} as a station's identity. */
  StationId stationId() {
    String id = path("id");
    if (!StationId.isValid(id)) {
      throw ApiException.notFound("\"" + id + "\" cannot be a station's id.");
    }
    return new StationId(id);
  }

  /** The query's parameter, null when it is absent or empty. */
  @Nullable String query(String name) {
    String text = context.queryParam(name);
    return text == null || text.isEmpty() ? null : text;
  }

  /** A header, null when it is absent. */
  @Nullable String header(String name) {
    return context.header(name);
  }

  /** The sender's address. */
  String address() {
    return context.ip();
  }

  /** The session's cookie, null when there is none. */
  @Nullable String sessionCookie() {
    return SessionCookie.of(context);
  }

  /** Hands the session to the browser, or takes it away. */
  void sessionCookie(@Nullable String id) {
    SessionCookie.set(context, id);
  }

  /** Sets a header of the answer. */
  void answerHeader(String name, String value) {
    context.header(name, value);
  }

  @Nullable Boolean flag(String name) {
    String text = query(name);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiException.badRequest(name + " must be true or false, not " + text + ".");
    };
  }

  @Nullable Long number(String name) {
    String text = query(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(name + " must be a whole number, not " + text + ".");
    }
  }

  @Nullable Instant instant(String name) {
    String text = query(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiException.badRequest(
          name + " must be a time in UTC such as 2026-11-22T10:00:00Z, not " + text + ".");
    }
  }

  @Nullable String cursor() {
    return query("cursor");
  }

  int limit() {
    Long limit = number("limit");
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiException.badRequest("limit must be 1 to " + MAX_LIMIT + ", not " + limit + ".");
    }
    return limit.intValue();
  }

  /** True when the request carries a body. */
  boolean hasBody() {
    return !context.body().isBlank();
  }

  /** The body as {@code type}. */
  <T> T body(Class<T> type) {
    String text = context.body();
    if (text.isBlank()) {
      throw ApiException.badRequest("The request needs a body in JSON.");
    }
    try {
      T body = mapper.readValue(text, type);
      if (body == null) {
        throw ApiException.badRequest("The body must be a JSON object, not null.");
      }
      return body;
    } catch (UnrecognizedPropertyException e) {
      throw ApiException.badRequest(
          "There is no member \"%s\"; known are %s."
              .formatted(e.getPropertyName(), e.getKnownPropertyIds()));
    } catch (JsonMappingException e) {
      throw ApiException.badRequest(
          "The body cannot be read at %s: %s".formatted(place(e), e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("The body is no JSON: " + e.getOriginalMessage());
    }
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      place.append('/');
      place.append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
    }
    return place.isEmpty() ? "/" : place.toString();
  }
}
