// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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

  public JsonView done() {
    return JsonView.ofVerified(node.toString());
  }
}
