// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every route of the table, seen from outside by its OpenAPI document. */
class EveryRouteTest {
  @TempDir Path folder;

  private TestStations stations;
  private TestApi api;

  @BeforeEach
  void start() {
    stations = new TestStations(folder);
    ApiSources sources = stations.sources();
    api = new TestApi(ApiResources.none().health(List.of()).operations(sources).tasks(sources));
  }

  @AfterEach
  void stop() {
    api.close();
    stations.close();
  }

  private record Operation(String method, String path, JsonNode declared) {
    String url() {
      return path.replaceAll("\\{[a-zA-Z]+}", "x");
    }

    boolean open() {
      return declared.path("security").isEmpty();
    }

    boolean needs(String role) {
      return declared.path("description").asText().equals("Needs the role " + role + ".");
    }
  }

  @Test
  void nothingIsServedWithoutCredentialsButHealthAndTheDocument() {
    Set<String> open = new TreeSet<>();
    operations()
        .forEach(
            operation -> {
              int status = api.ask("", operation.method(), operation.url()).status();
              if (operation.open()) {
                open.add(operation.path());
                // A login is open to anybody, but not without a user and password.
                assertEquals(isLogin(operation) ? 400 : 200, status, operation.path());
              } else {
                assertEquals(401, status, operation.method() + " " + operation.path());
              }
            });

    assertEquals(
        Set.of("/api/openapi.json", "/api/v1/session", "/health/live", "/health/ready"), open);
  }

  private static boolean isLogin(Operation operation) {
    return operation.method().equals("POST") && operation.path().equals("/api/v1/session");
  }

  @Test
  void whoeverHasALesserRoleThanARouteNeedsIsForbidden() {
    List<Operation> forOperators = operations().filter(o -> o.needs("operator")).toList();
    List<Operation> forAdmins = operations().filter(o -> o.needs("admin")).toList();

    for (Operation operation : forOperators) {
      assertEquals(
          403, api.ask("vera", operation.method(), operation.url()).status(), operation.path());
    }
    for (Operation operation : forAdmins) {
      assertEquals(
          403, api.ask("otto", operation.method(), operation.url()).status(), operation.path());
    }
    assertTrue(forOperators.size() >= 5, forOperators.toString());
    assertTrue(forAdmins.size() >= 4, forAdmins.toString());
  }

  @Test
  void everyChangeNeedsMoreThanAViewer() {
    operations()
        .filter(operation -> !operation.method().equals("GET"))
        .filter(operation -> !operation.path().equals("/api/v1/session"))
        .forEach(
            operation ->
                assertTrue(
                    operation.needs("operator") || operation.needs("admin"),
                    operation.method() + " " + operation.path()));
  }

  @Test
  void everyOperationHasItsOwnIdAndSaysWhatItAnswers() {
    Set<String> ids = new TreeSet<>();
    operations()
        .forEach(
            operation -> {
              String id = operation.declared().path("operationId").asText();
              assertTrue(ids.add(id), id);
              assertTrue(operation.declared().path("summary").asText().length() > 5, id);
              assertTrue(operation.declared().path("responses").size() >= 2, id);
            });
  }

  private Stream<Operation> operations() {
    JsonNode paths = api.ask("", "GET", "/api/openapi.json").json().path("paths");
    return paths.properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        method ->
                            new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue())));
  }
}
