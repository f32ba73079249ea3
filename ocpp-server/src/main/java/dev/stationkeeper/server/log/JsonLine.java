// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.engine.Cause;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * An event as one line of JSON that people can read and mend:
 *
 * <pre>
 * {"position":7,"stream":"CP-1","sequence":3,"at":"2026-01-02T03:04:05Z","type":"BootNotified",
 *  "version":1,"cause":{"connection":1,"messageId":"a"},"payload":{...}}
 * </pre>
 */
final class JsonLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonLine() {}

  static String write(LogRecord event) {
    ObjectNode cause = MAPPER.createObjectNode();
    cause.put("connection", event.cause().connection());
    put(cause, "messageId", event.cause().messageId());
    put(cause, "commandId", event.cause().commandId());
    put(cause, "decidedBy", event.cause().decidedBy());
    ObjectNode line = MAPPER.createObjectNode();
    line.put("position", event.position());
    line.put("stream", event.stream());
    line.put("sequence", event.sequence());
    line.put("at", event.at().toString());
    line.put("type", event.type());
    line.put("version", event.version());
    line.set("cause", cause);
    String head = line.toString();
    // The payload stays as it is, byte for byte: what a station wrote is not written anew.
    return head.substring(0, head.length() - 1) + ",\"payload\":" + event.json() + "}";
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  /**
   * Reads a line; the position may be missing.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static LogRecord read(String line) {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("no JSON object");
    }
    JsonNode payload = node.path("payload");
    if (!payload.isObject()) {
      throw new IllegalArgumentException("payload is no object");
    }
    JsonNode cause = node.path("cause");
    return new LogRecord(
        node.path("position").asLong(),
        text(node, "stream"),
        number(node, "sequence"),
        time(text(node, "at")),
        new Cause(
            cause.path("connection").asLong(),
            cause.path("messageId").textValue(),
            cause.path("commandId").textValue(),
            cause.path("decidedBy").textValue()),
        text(node, "type"),
        (int) number(node, "version"),
        payloadText(line, payload));
  }

  /** The payload as it stands in the line where it stands last, as {@link #write} puts it. */
  private static String payloadText(String line, JsonNode payload) {
    int at = line.indexOf(",\"payload\":");
    if (at >= 0 && line.endsWith("}")) {
      String text = line.substring(at + 11, line.length() - 1);
      try {
        if (payload.equals(MAPPER.readTree(text))) {
          return text;
        }
      } catch (JsonProcessingException e) {
        return payload.toString(); // it does not stand last
      }
    }
    return payload.toString();
  }

  private static String text(JsonNode node, String name) {
    String text = node.path(name).textValue();
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing or no text");
    }
    return text;
  }

  private static long number(JsonNode node, String name) {
    JsonNode number = node.path(name);
    if (!number.isIntegralNumber()) {
      throw new IllegalArgumentException(name + " is missing or no whole number");
    }
    return number.longValue();
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("at is no time: " + text, e);
    }
  }
}
