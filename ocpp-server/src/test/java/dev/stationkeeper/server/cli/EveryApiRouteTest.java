// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the document that a running server gives of itself, which is made of its route
 * table: a new route is tested with every wrong role without a line here, and one without a role
 * fails until it is named as open.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EveryApiRouteTest {
  private static final List<String> ROLES = List.of("viewer", "operator", "admin");
  private static final Map<String, String> USERS =
      Map.of("viewer", "vera", "operator", "otto", "admin", "admin");

  /** What nobody has to say who they are for. A route that comes here needs a reason. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /api/openapi.json", // how to log in is in it
          "POST /api/v1/session", // the login
          "GET /health/live", // probes have no user
          "GET /health/ready");

  private static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @TempDir static Path folder;

  private ServerFixture fixture;
  private JsonNode document;

  record Operation(String method, String path, JsonNode declared) {
    /** A path that leads to nothing that there is. */
    String nowhere() {
      return path.replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    /** A path that leads to the station, where it is a station's. */
    String somewhere() {
      return path.replace("/stations/{id}", "/stations/CP1").replaceAll("\\{[a-zA-Z]+}", "x");
    }

    String needs() {
      String text = declared.path("description").asText();
      return ROLES.stream()
          .filter(role -> text.equals("Needs the role " + role + "."))
          .findFirst()
          .orElse("");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @BeforeAll
  void start() {
    fixture = new ServerFixture(folder);
    fixture.addUser("otto", "operator");
    fixture.addUser("vera", "viewer");
    fixture.station("CP1").result("Heartbeat", "{}");
    document = fixture.get("/api/openapi.json");
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
    return operations;
  }

  @Test
  void everyPathOfTheContractIsServed() {
    Set<String> served = new TreeSet<>();
    // What stands in the braces is a name for readers and no part of the contract.
    operations().forEach(operation -> served.add(braces(operation.toString())));
    for (String wanted :
        List.of(
            "GET /stations",
            "POST /stations",
            "GET /stations/{id}",
            "PATCH /stations/{id}",
            "DELETE /stations/{id}",
            "GET /stations/{id}/state",
            "GET /stations/{id}/messages",
            "GET /stations/{id}/variables",
            "POST /stations/{id}/commands",
            "GET /stations/{id}/commands/{commandId}",
            "DELETE /stations/{id}/commands/{commandId}",
            "GET /stations/{id}/reservations",
            "GET /transactions",
            "GET /transactions/{id}",
            "GET /events",
            "GET /events/stream",
            "GET /tokens",
            "POST /tokens",
            "GET /handlers",
            "POST /handlers/{name}/swap",
            "POST /handlers/{name}/quarantine",
            "POST /handlers/{name}/resume",
            "GET /alarms")) {
      String full = braces(wanted.replaceFirst(" ", " /api/v1"));
      assertTrue(served.contains(full), full + " is not among " + served);
    }
    assertTrue(served.contains("GET /metrics"), served.toString());
    assertTrue(
        served.stream().anyMatch(o -> o.startsWith("DELETE /api/v1/tokens")), served.toString());
  }

  private static String braces(String path) {
    return path.replaceAll("\\{[a-zA-Z]+}", "{}");
  }

  @Test
  void onlyWhatIsNamedHereIsOpen() {
    Set<String> open = new TreeSet<>();
    for (Operation operation : operations()) {
      if (operation.declared().path("security").isEmpty()) {
        open.add(operation.toString());
        assertEquals("", operation.needs(), operation.toString());
      } else {
        assertFalse(operation.needs().isEmpty(), operation + " says no role");
      }
    }
    assertEquals(new TreeSet<>(OPEN), open);
  }

  private static String user(String role) {
    return requireNonNull(USERS.get(role));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoeverMayNotIsRefused(Operation operation) {
    if (OPEN.contains(operation.toString())) {
      int status = fixture.ask("", operation.method(), operation.nowhere(), null).statusCode();
      assertTrue(status != 401 && status != 403, operation + ": " + status);
      return;
    }
    HttpResponse<String> stranger = fixture.ask("", operation.method(), operation.nowhere(), null);
    assertEquals(401, stranger.statusCode(), operation.toString());
    assertProblem(stranger);
    for (String role : ROLES.subList(0, ROLES.indexOf(operation.needs()))) {
      HttpResponse<String> lesser =
          fixture.ask(user(role), operation.method(), operation.nowhere(), null);
      assertEquals(403, lesser.statusCode(), operation + " as " + role);
      assertProblem(lesser);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoeverMayGetsWhatTheDocumentPromises(Operation operation) {
    if (operation.path().endsWith("/stream")) {
      return; // it does not end; EventStreamTest reads it
    }
    String user = operation.needs().isEmpty() ? "" : user(operation.needs());
    // Without a body: what needs one says so, and nothing is changed behind the other tests' backs.
    HttpResponse<String> answer =
        fixture.ask(user, operation.method(), operation.somewhere(), null);
    int status = answer.statusCode();
    assertTrue(status != 401 && status != 403 && status != 405 && status < 500, answer.toString());
    JsonNode promised = operation.declared().path("responses").path(Integer.toString(status));
    if (promised.isMissingNode()) {
      assertProblem(answer);
      assertFalse(
          answer.body().contains("There is nothing at"), operation + " is documented, not served");
      return;
    }
    if (promised.path("content").isMissingNode()) {
      assertEquals("", answer.body(), operation.toString());
      return;
    }
    String media = promised.path("content").fieldNames().next();
    assertTrue(
        answer.headers().firstValue("Content-Type").orElse("").startsWith(media),
        operation + ": " + answer.headers().map());
    if (media.equals("application/json")) {
      assertValid(promised.path("content").path(media).path("schema"), answer.body(), operation);
    }
  }

  @Test
  void whatIsNotInTheDocumentIsNotServed() {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (Operation operation : operations()) {
      documented
          .computeIfAbsent(operation.nowhere(), path -> new TreeSet<>())
          .add(operation.method());
    }
    documented.forEach(
        (path, methods) -> {
          for (String verb : VERBS) {
            if (!methods.contains(verb)) {
              int status = fixture.ask("admin", verb, path, null).statusCode();
              assertTrue(status == 405 || status == 404, verb + " " + path + ": " + status);
            }
          }
        });
  }

  private static void assertProblem(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    assertTrue(type.startsWith("application/problem+json"), answer + " " + type);
    JsonNode problem = ServerFixture.json(answer.body());
    assertEquals(answer.statusCode(), problem.path("status").asInt(), answer.body());
    String detail = problem.path("detail").asText();
    assertTrue(detail.length() > 10 && detail.endsWith("."), answer.uri() + ": " + detail);
  }

  private void assertValid(JsonNode schema, String body, Operation operation) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.set("components", document.path("components"));
    whole.setAll((ObjectNode) schema);
    Schema validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
    var errors = validator.validate(body, InputFormat.JSON);
    assertTrue(errors.isEmpty(), () -> operation + ": " + errors + " in " + body);
  }
}
