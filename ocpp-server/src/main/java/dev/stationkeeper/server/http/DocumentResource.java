// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The OpenAPI document of the routes, and Swagger UI to read it with. */
final class DocumentResource {
  private static final String PATH = "/api/openapi.json";

  private final List<Route> routes;
  private final JsonNode document;

  DocumentResource(List<Route> others, ObjectMapper mapper) {
    routes = new ArrayList<>(others);
    routes.add(
        Route.of(Verb.GET, PATH, "This document")
            .tagged("Documents")
            .needs(null)
            .answers(200, JsonNode.class)
            .served(exchange -> Reply.ok(document())));
    document = new OpenApi(mapper).document(routes, version());
  }

  /** The routes that were given, and the document's own. */
  List<Route> withOwn() {
    return List.copyOf(routes);
  }

  /** Swagger UI at {@code /api/docs}, from the web jar: nothing is asked of another host. */
  void installViewer(JavalinConfig config) {
    String version = webjarVersion();
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/api/docs/ui";
          files.directory = "/META-INF/resources/webjars/swagger-ui/" + version;
          files.location = Location.CLASSPATH;
        });
    config.routes.get("/api/docs", context -> context.html(VIEWER));
    config.routes.get(
        "/api/docs/start.js", context -> context.contentType("text/javascript").result(START));
  }

  private JsonNode document() {
    return document;
  }

  private static String version() {
    String version = DocumentResource.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String webjarVersion() {
    String at = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (var in = DocumentResource.class.getResourceAsStream(at)) {
      Properties properties = new Properties();
      if (in == null) {
        throw new IllegalStateException("the web jar of Swagger UI is not on the class path");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final String VIEWER =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Stationkeeper API</title>
      <link rel="stylesheet" href="/api/docs/ui/swagger-ui.css">
      </head>
      <body>
      <div id="api"></div>
      <script src="/api/docs/ui/swagger-ui-bundle.js"></script>
      <script src="/api/docs/start.js"></script>
      </body>
      </html>
      """;

  private static final String START =
      """
      SwaggerUIBundle({url: "/api/openapi.json", dom_id: "#api", validatorUrl: null});
      """;
}
