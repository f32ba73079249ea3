// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object: the text as it was received (members in their order) and reading access
 * to it. Thread-safe. The tree is built at the first look inside; who only passes the text on never
 * pays for it. No JSON library shows through.
 */
public final class JsonView {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The empty object. */
  public static final JsonView EMPTY = new JsonView("{}");

  private final String text;
  private volatile @Nullable JsonNode tree;

  private JsonView(String text) {
    this.text = text;
  }

  /**
   * A view of {@code text}.
   *
   * @throws IllegalArgumentException when it is not one JSON object
   */
  public static JsonView parse(String text) {
    JsonView view = new JsonView(text);
    if (!view.tree().isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return view;
  }

  /** A view of a text that the caller has already found to be one JSON object. */
  public static JsonView ofVerified(String text) {
    return new JsonView(text);
  }

  /** The JSON text. */
  public String text() {
    return text;
  }

  /** The text at {@code path}; empty when it is absent, null or no string. */
  public Optional<String> string(String... path) {
    JsonNode node = at(path);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** The whole number at {@code path}; empty when it is absent or not a whole number. */
  public OptionalLong number(String... path) {
    JsonNode node = at(path);
    return node.canConvertToExactIntegral() && node.canConvertToLong()
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  /** The truth value at {@code path}; empty when it is absent or no boolean. */
  public Optional<Boolean> bool(String... path) {
    JsonNode node = at(path);
    return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
  }

  /** The object at {@code path}; empty when it is absent or no object. */
  public Optional<JsonView> object(String... path) {
    JsonNode node = at(path);
    return node.isObject() ? Optional.of(ofNode(node)) : Optional.empty();
  }

  /** The objects of the array at {@code path}, elements of another type left out. */
  public List<JsonView> objects(String... path) {
    List<JsonView> found = new ArrayList<>();
    for (JsonNode element : at(path)) {
      if (element.isObject()) {
        found.add(ofNode(element));
      }
    }
    return List.copyOf(found);
  }

  /** The names of the members, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    tree().fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private static JsonView ofNode(JsonNode node) {
    JsonView view = new JsonView(node.toString());
    view.tree = node;
    return view;
  }

  private JsonNode at(String... path) {
    JsonNode node = tree();
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  private JsonNode tree() {
    JsonNode known = tree;
    if (known == null) {
      try {
        known = MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
      }
      tree = known;
    }
    return known;
  }

  /** Equal when the texts are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JsonView view && view.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
