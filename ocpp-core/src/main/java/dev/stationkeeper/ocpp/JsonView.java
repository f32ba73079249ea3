// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object: the text as it was received (members in their order) and reading access
 * to it. Thread-safe. The tree is built at the first look inside; who only passes the text on never
 * pays for it. No JSON library shows through.
 *
 * <p>A path names members from the outside in; inside an array a step is an index, counted from 0:
 * {@code view.string("meterValue", "0", "timestamp")}. Looking for what is not there, or is of
 * another type, gives the empty result and never an exception. A member that is {@code null} counts
 * as absent.
 */
public final class JsonView {
  // Texts in the log may be larger than a frame: they hold one and what was said about it.
  private static final FrameLimits LIMITS =
      FrameLimits.DEFAULT.withFrameChars(16 * FrameLimits.DEFAULT.frameChars());

  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonInput.factory(LIMITS, LIMITS.depth()))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // 230.10 is not 230.1 to a meter.
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** An exponent of three digits, and as many decimals as a number can be long. */
  private static final int MAX_SCALE = 999 + LIMITS.numberChars();

  /** The empty object. */
  public static final JsonView EMPTY = new JsonView("{}", null);

  // One of the two is there from the beginning; the other is made at the first need. Two threads
  // that need it at once make the same, so that a race costs time only.
  private volatile @Nullable String text;
  private volatile @Nullable JsonNode tree;

  private JsonView(@Nullable String text, @Nullable JsonNode tree) {
    this.text = text;
    this.tree = tree;
  }

  /**
   * A view of {@code text}.
   *
   * @throws IllegalArgumentException when it is not one JSON object, names a member twice, holds
   *     half a surrogate pair, or is larger than 2 Mi characters, 32 levels or numbers of 100
   *     characters; the message never quotes the text
   */
  public static JsonView parse(String text) {
    if (text.length() > LIMITS.frameChars()) {
      throw new IllegalArgumentException("longer than " + LIMITS.frameChars() + " characters");
    }
    if (JsonText.hasLoneSurrogate(text)) {
      throw new IllegalArgumentException("half of a surrogate pair");
    }
    JsonView view = new JsonView(text, null);
    if (!view.tree().isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return view;
  }

  /**
   * A view of a text that the caller has already found to be what {@link #parse} takes. For another
   * text the first look inside throws {@link IllegalArgumentException}.
   */
  public static JsonView ofVerified(String text) {
    return new JsonView(text, null);
  }

  /** A view of {@code text}, of which {@code tree} was made. */
  static JsonView ofTree(String text, ObjectNode tree) {
    return new JsonView(text, tree);
  }

  /**
   * The same without the tree that was made to look into it: for what is kept for long, or waits
   * where much may wait.
   */
  public JsonView compact() {
    return equals(EMPTY) ? EMPTY : ofVerified(text());
  }

  /** A new object, to be filled. */
  public static JsonObjectBuilder object() {
    return new JsonObjectBuilder();
  }

  /** The JSON text. */
  public String text() {
    String known = text;
    if (known == null) {
      // A part of another view: most are only looked into.
      known = tree().toString();
      text = known;
    }
    return known;
  }

  /** True when there is no member. */
  public boolean isEmpty() {
    return tree().isEmpty();
  }

  /** True when something other than null is at {@code path}. */
  public boolean has(String... path) {
    JsonNode node = at(path);
    return !node.isMissingNode() && !node.isNull();
  }

  /** The text at {@code path}; empty when it is absent, null or no string. */
  public Optional<String> string(String... path) {
    JsonNode node = at(path);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /**
   * The whole number at {@code path}, {@code 300.0} being one; empty when it is absent, not a whole
   * number or beyond 64 bits.
   */
  public OptionalLong number(String... path) {
    JsonNode node = at(path);
    return node.canConvertToExactIntegral() && node.canConvertToLong()
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  /**
   * The number at {@code path}, exactly as it is written; empty when it is absent, no number, or of
   * an exponent beyond 999, with which no reckoning would end.
   */
  public Optional<BigDecimal> decimal(String... path) {
    return decimalOf(at(path));
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
    for (JsonNode element : array(path)) {
      if (element.isObject()) {
        found.add(ofNode(element));
      }
    }
    return List.copyOf(found);
  }

  /** The texts of the array at {@code path}, elements of another type left out. */
  public List<String> strings(String... path) {
    List<String> found = new ArrayList<>();
    for (JsonNode element : array(path)) {
      if (element.isTextual()) {
        found.add(element.textValue());
      }
    }
    return List.copyOf(found);
  }

  /** The numbers of the array at {@code path}, elements of another type left out. */
  public List<BigDecimal> decimals(String... path) {
    List<BigDecimal> found = new ArrayList<>();
    for (JsonNode element : array(path)) {
      decimalOf(element).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /** The JSON text of whatever is at {@code path}, {@code null} included; empty when absent. */
  public Optional<String> json(String... path) {
    JsonNode node = at(path);
    return node.isMissingNode() ? Optional.empty() : Optional.of(node.toString());
  }

  /** The names of the members, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    tree().fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private static Optional<BigDecimal> decimalOf(JsonNode node) {
    return node.isNumber() && Math.abs((long) node.decimalValue().scale()) <= MAX_SCALE
        ? Optional.of(node.decimalValue())
        : Optional.empty();
  }

  private static JsonView ofNode(JsonNode node) {
    return new JsonView(null, node);
  }

  private Iterable<JsonNode> array(String... path) {
    JsonNode node = at(path);
    return node.isArray() ? node : List.of();
  }

  private JsonNode at(String... path) {
    JsonNode node = tree();
    for (String step : path) {
      node = node.isArray() ? node.path(index(step)) : node.path(step);
    }
    return node;
  }

  /** The index that {@code step} is, or -1, which no array has. */
  private static int index(String step) {
    if (step.isEmpty() || step.length() > 9) {
      return -1;
    }
    for (int i = 0; i < step.length(); i++) {
      if (step.charAt(i) < '0' || step.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(step);
  }

  private JsonNode tree() {
    JsonNode known = tree;
    if (known == null) {
      try {
        known = MAPPER.readTree(Objects.requireNonNull(text));
      } catch (JsonProcessingException | NumberFormatException e) {
        // The latter is Jackson's for an exponent beyond 32 bits. Without the cause: it quotes.
        throw new IllegalArgumentException("not JSON within the limits of a view");
      }
      tree = known;
    }
    return known;
  }

  /** Equal when the texts are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JsonView view && view.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
