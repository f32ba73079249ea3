// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A decider's payload while the machine adds what is its own to say. */
public final class Completion {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode node;

  private Completion(ObjectNode node) {
    this.node = node;
  }

  public static Completion of(JsonView decided) {
    try {
      return new Completion((ObjectNode) MAPPER.readTree(decided.text()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  public Completion put(String name, long value) {
    node.put(name, value);
    return this;
  }

  public Completion ifAbsent(String name, long value) {
    return node.hasNonNull(name) ? this : put(name, value);
  }

  /** At most three decimals and {@code Z}, as the versions want it (RPC-29). */
  public Completion ifAbsent(String name, Instant value) {
    if (!node.hasNonNull(name)) {
      node.put(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
    }
    return this;
  }

  /** Adds every member of {@code more}. */
  public Completion add(JsonView more) {
    node.setAll(of(more).node);
    return this;
  }

  /** Puts a mask in the place of every key code, at any depth. */
  Completion maskKeyCodes() {
    mask(node);
    return this;
  }

  private static void mask(JsonNode within) {
    if (within instanceof ObjectNode object
        && object.path("type").asText().equals(KeyCodes.TYPE)
        && object.path("idToken").isTextual()) {
      object.put("idToken", KeyCodes.MASK);
    }
    within.forEach(Completion::mask);
  }

  /** The elements of an array, each as JSON text; none when there is no such array. */
  List<String> elements(String array) {
    List<String> elements = new ArrayList<>();
    node.path(array).forEach(element -> elements.add(element.toString()));
    return elements;
  }

  /** Of an array only the elements from {@code from} to before {@code to}. */
  Completion slice(String array, int from, int to) {
    ArrayNode kept = MAPPER.createArrayNode();
    for (int i = from; i < to; i++) {
      kept.add(node.path(array).path(i));
    }
    node.set(array, kept);
    return this;
  }

  /** Puts the elements of an array of {@code earlier} before those of the same array here. */
  Completion behind(String array, JsonView earlier) {
    ArrayNode joined = MAPPER.createArrayNode();
    of(earlier).node.path(array).forEach(joined::add);
    node.path(array).forEach(joined::add);
    if (!joined.isEmpty()) {
      node.set(array, joined);
    }
    return this;
  }

  /** Leaves a member out. */
  public Completion without(String name) {
    node.remove(name);
    return this;
  }

  public JsonView done() {
    return JsonView.ofVerified(node.toString());
  }
}
