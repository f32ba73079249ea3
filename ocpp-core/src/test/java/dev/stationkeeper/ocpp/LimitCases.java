// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static dev.stationkeeper.ocpp.MessageExamples.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.generator.Member;
import dev.stationkeeper.generator.TypeDefinition.Code;
import dev.stationkeeper.generator.TypeDefinition.CodedType;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import dev.stationkeeper.generator.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks a message's definition and its full example side by side, and makes one payload just inside
 * and one just outside each limit.
 */
final class LimitCases {
  /**
   * One payload.
   *
   * @param path of the fault, or of the member in question when there is none
   * @param kind the fault that must be found; null when the payload is valid
   */
  record Case(String json, String path, Fault.@Nullable Kind kind) {}

  private final MessageExamples examples;
  private final ObjectNode root;
  private final List<Case> cases = new ArrayList<>();

  private LimitCases(MessageExamples examples, ObjectNode root) {
    this.examples = examples;
    this.root = root;
  }

  static List<Case> of(MessageExamples examples, ObjectType message) {
    LimitCases cases = new LimitCases(examples, examples.full(message));
    cases.object(message, cases.root, "");
    return cases.cases;
  }

  private void object(ObjectType object, ObjectNode node, String path) {
    node.put("notDefined", 1);
    add(path + "/notDefined", Fault.Kind.EXTRA_MEMBER);
    node.remove("notDefined");
    for (Member member : object.members()) {
      member(member, node, path + "/" + member.name());
    }
  }

  private void member(Member member, ObjectNode parent, String path) {
    ValueType type = member.type();
    JsonNode valid = Objects.requireNonNull(parent.get(member.name()));
    if (member.required()) {
      ObjectNode before = parent.deepCopy();
      parent.remove(member.name());
      add(path, Fault.Kind.MISSING_MEMBER);
      parent.removeAll();
      parent.setAll(before);
      valid = Objects.requireNonNull(parent.get(member.name()));
    }
    // A member that is null counts as absent.
    with(
        parent,
        member,
        JSON.nullNode(),
        path,
        member.required() ? Fault.Kind.MISSING_MEMBER : null);
    if (valid instanceof ArrayNode list) {
      with(parent, member, JSON.textNode("x"), path, Fault.Kind.WRONG_TYPE);
      sizes(member, parent, path);
      parent.set(member.name(), list);
      Slot slot = value -> list.set(0, value);
      value(type, list.get(0), slot, path + "/0");
    } else {
      Slot slot = value -> parent.set(member.name(), value);
      value(type, valid, slot, path);
    }
  }

  private interface Slot {
    void put(JsonNode value);
  }

  private void value(ValueType type, JsonNode valid, Slot slot, String path) {
    if (type.base() == ValueType.Base.NAMED
        && examples.named(type) instanceof ObjectType inner
        && valid instanceof ObjectNode node) {
      object(inner, node, path);
    }
    if (type.base() != ValueType.Base.ANY) {
      JsonNode wrong = valid.isObject() ? JSON.textNode("x") : JSON.arrayNode().add(1);
      put(slot, wrong, path, Fault.Kind.WRONG_TYPE);
    }
    switch (type.base()) {
      case STRING -> length(type.maxLength(), slot, path);
      case INT, DECIMAL -> numbers(type, slot, path);
      case URI -> put(slot, JSON.textNode("no scheme"), path, Fault.Kind.BAD_URI);
      case DATE_TIME -> {
        put(slot, JSON.textNode("2026-01-02T03:04:05"), path, Fault.Kind.BAD_DATE_TIME);
        put(slot, JSON.textNode("2026-01-02T03:04:05.123456789+05:30"), path, null);
      }
      case CUSTOM_DATA -> {
        String vendorId = path + "/vendorId";
        put(slot, JSON.objectNode(), vendorId, Fault.Kind.MISSING_MEMBER);
        put(slot, JSON.objectNode().put("vendorId", 1), vendorId, Fault.Kind.WRONG_TYPE);
        put(slot, vendorOf(255), vendorId, null);
        put(slot, vendorOf(256), vendorId, Fault.Kind.TOO_LONG);
      }
      case NAMED -> {
        if (examples.named(type) instanceof CodedType coded) {
          codes(coded, slot, path);
        }
      }
      default -> {}
    }
    slot.put(valid);
  }

  private static JsonNode vendorOf(int length) {
    return JSON.objectNode().put("vendorId", "v".repeat(length));
  }

  private void codes(CodedType coded, Slot slot, String path) {
    for (Code code : coded.codes()) {
      put(slot, JSON.textNode(code.value()), path, null);
    }
    Integer open = coded.open();
    if (open == null) {
      put(slot, JSON.textNode("notDefined"), path, Fault.Kind.UNKNOWN_VALUE);
    } else {
      length(open, slot, path);
    }
  }

  private void length(@Nullable Integer max, Slot slot, String path) {
    if (max != null) {
      put(slot, JSON.textNode("ü".repeat(max)), path, null);
      put(slot, JSON.textNode("😀".repeat(max)), path, null);
      put(slot, JSON.textNode("x".repeat(max + 1)), path, Fault.Kind.TOO_LONG);
    }
  }

  private void numbers(ValueType type, Slot slot, String path) {
    if (type.min() != null) {
      put(slot, number(type.min(), 0), path, null);
      put(slot, number(type.min(), -1), path, Fault.Kind.OUT_OF_RANGE);
    }
    if (type.max() != null) {
      put(slot, number(type.max(), 0), path, null);
      put(slot, number(type.max(), 1), path, Fault.Kind.OUT_OF_RANGE);
    }
    if (type.step() != null) {
      BigDecimal step = new BigDecimal(type.step());
      put(slot, JSON.numberNode(step.multiply(new BigDecimal(163))), path, null);
      put(slot, JSON.numberNode(step.movePointLeft(1)), path, Fault.Kind.NOT_A_MULTIPLE);
    }
    if (type.base() == ValueType.Base.INT) {
      if (type.min() == null) {
        put(slot, JSON.numberNode(Integer.MIN_VALUE), path, null);
        put(slot, JSON.numberNode(Integer.MIN_VALUE - 1L), path, Fault.Kind.OUT_OF_RANGE);
      }
      if (type.max() == null) {
        put(slot, JSON.numberNode(Integer.MAX_VALUE), path, null);
      }
      put(slot, JSON.numberNode(1L << 31), path, Fault.Kind.OUT_OF_RANGE);
      put(slot, JSON.numberNode(new BigDecimal("1.5")), path, Fault.Kind.WRONG_TYPE);
    }
  }

  private void sizes(Member member, ObjectNode parent, String path) {
    ValueType.Items items = Objects.requireNonNull(member.type().items());
    with(parent, member, list(member.type(), items.min()), path, null);
    if (items.min() > 0) {
      JsonNode tooFew = list(member.type(), items.min() - 1);
      with(parent, member, tooFew, path, Fault.Kind.ITEM_COUNT);
    }
    Integer max = items.max();
    if (max != null && max <= 2000) {
      with(parent, member, list(member.type(), max), path, null);
      with(parent, member, list(member.type(), max + 1), path, Fault.Kind.ITEM_COUNT);
    }
  }

  private ArrayNode list(ValueType type, int size) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < size; i++) {
      list.add(examples.one(type, false));
    }
    return list;
  }

  private static JsonNode number(String limit, int difference) {
    return JSON.numberNode(new BigDecimal(limit).add(BigDecimal.valueOf(difference)));
  }

  private void with(
      ObjectNode parent, Member member, JsonNode value, String path, Fault.@Nullable Kind kind) {
    JsonNode before = Objects.requireNonNull(parent.get(member.name()));
    parent.set(member.name(), value);
    add(path, kind);
    parent.set(member.name(), before);
  }

  private void put(Slot slot, JsonNode value, String path, Fault.@Nullable Kind kind) {
    slot.put(value);
    add(path, kind);
  }

  private void add(String path, Fault.@Nullable Kind kind) {
    cases.add(new Case(root.toString(), path, kind));
  }
}
