// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * Any JSON value, as its text: what two vendors agreed to put into a DataTransfer (2.x, P01).
 *
 * @param json one JSON value, as it was received
 */
public record JsonValue(String json) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * A value of {@code json}.
   *
   * @throws IllegalArgumentException when it is not one JSON value
   */
  public static JsonValue parse(String json) {
    if (tree(json).isMissingNode()) {
      throw new IllegalArgumentException("not JSON: empty");
    }
    return new JsonValue(json);
  }

  /** The JSON string that says {@code text}. */
  public static JsonValue ofText(String text) {
    return new JsonValue(
        "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"");
  }

  /** The text, when the value is a JSON string. */
  public Optional<String> text() {
    JsonNode node = tree(json);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** The object, when the value is one. */
  public Optional<JsonView> object() {
    return json.startsWith("{") ? Optional.of(JsonView.parse(json)) : Optional.empty();
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public String toString() {
    return json;
  }
}
