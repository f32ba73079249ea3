// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The OpenAPI 3.1 document of a route table. */
final class OpenApi {
  private final ObjectMapper mapper;
  private final Schemas schemas;

  OpenApi(ObjectMapper mapper) {
    this.mapper = mapper;
    this.schemas = new Schemas(mapper);
  }

  /** The document of {@code routes}, whose paths are complete. */
  JsonNode document(List<Route> routes, String version) {
    ObjectNode document = mapper.createObjectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Stationkeeper")
        .put("version", version)
        .put("description", "Stations, transactions, commands, events and handlers of a server.");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      paths
          .withObjectProperty(route.path())
          .set(route.verb().name().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = document.putObject("components");
    ObjectNode security = components.putObject("securitySchemes");
    security.putObject("basic").put("type", "http").put("scheme", "basic");
    security.putObject("bearer").put("type", "http").put("scheme", "bearer");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", SessionCookie.NAME)
        .put(
            "description",
            "By POST /session; every change also needs its csrf as " + Gatekeeper.CSRF_HEADER);
    components.set("schemas", schemas.components());
    return document;
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation = mapper.createObjectNode().put("summary", route.summary());
    operation.put("operationId", operationId(route));
    if (!route.tag().isEmpty()) {
      operation.putArray("tags").add(route.tag());
    }
    if (route.role() == null) {
      operation.putArray("security");
    } else {
      operation.put("description", "Needs the role " + route.role().wireName() + ".");
      operation
          .putArray("security")
          .add(scheme("basic"))
          .add(scheme("bearer"))
          .add(scheme("session"));
    }
    route.params().forEach(param -> operation.withArrayProperty("parameters").add(param(param)));
    if (route.verb() == Verb.POST) {
      operation.withArrayProperty("parameters").add(idempotencyKey());
    }
    if (route.body() != null) {
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject("application/json")
          .set("schema", schemas.of(route.body()));
    }
    operation.set("responses", responses(route));
    return operation;
  }

  private ObjectNode responses(Route route) {
    ObjectNode responses = mapper.createObjectNode();
    Route.Answer answer = route.answer();
    ObjectNode success = responses.putObject(Integer.toString(answer.status()));
    success.put("description", answer.status() == 204 ? "Done" : "Success");
    if (answer.type() != null) {
      success
          .putObject("content")
          .putObject(mediaType(route))
          .set("schema", answer.list() ? schemas.pageOf(answer.type()) : schemas.of(answer.type()));
    }
    responses
        .putObject("default")
        .put("description", "A problem (RFC 9457)")
        .putObject("content")
        .putObject(Problem.MEDIA_TYPE)
        .set("schema", schemas.of(Problem.class));
    return responses;
  }

  /** Without its parameters, as OpenAPI names media types. */
  private static String mediaType(Route route) {
    String media = route.media();
    int parameters = media.indexOf(';');
    return parameters < 0 ? media : media.substring(0, parameters);
  }

  private ObjectNode param(Param param) {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("name", param.name())
            .put("in", param.inPath() ? "path" : "query")
            .put("required", param.inPath())
            .put("description", param.about());
    ObjectNode schema = node.putObject("schema").put("type", param.kind().type());
    if (!param.kind().format().isEmpty()) {
      schema.put("format", param.kind().format());
    }
    return node;
  }

  private ObjectNode idempotencyKey() {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("name", "Idempotency-Key")
            .put("in", "header")
            .put("required", false)
            .put("description", "A repetition with the same key gets the first answer again");
    node.putObject("schema").put("type", "string").put("maxLength", 200);
    return node;
  }

  private ObjectNode scheme(String name) {
    ObjectNode node = mapper.createObjectNode();
    node.putArray(name);
    return node;
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.verb().name().toLowerCase(Locale.ROOT));
    for (String part : route.path().split("[/{}.-]+", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }
}
