// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.stationkeeper.generator.ActionDefinition;
import dev.stationkeeper.generator.DefinitionReader;
import dev.stationkeeper.generator.TypeDefinition.ObjectType;
import dev.stationkeeper.generator.VersionDefinition;
import dev.stationkeeper.ocpp.LimitCases.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the generated code of every message against what its definition says. */
class GeneratedMessagesTest {
  private static final Map<OcppVersion, String> FOLDERS =
      Map.of(OcppVersion.V1_6, "v16", OcppVersion.V2_0_1, "v201", OcppVersion.V2_1, "v21");

  /** Faults whose value some record can still hold, so that the writer must find them as well. */
  private static final Set<Fault.Kind> WRITABLE =
      EnumSet.of(
          Fault.Kind.TOO_LONG,
          Fault.Kind.UNKNOWN_VALUE,
          Fault.Kind.NOT_A_MULTIPLE,
          Fault.Kind.OUT_OF_RANGE,
          Fault.Kind.ITEM_COUNT,
          Fault.Kind.BAD_URI);

  /** A number beyond 32 bits fits into no record, nor does a vendor id that is too long. */
  private static final Set<Fault.Kind> NOT_HELD =
      EnumSet.of(Fault.Kind.OUT_OF_RANGE, Fault.Kind.TOO_LONG);

  private static final Leniency KEEP = fault -> Optional.of(fault.text());

  record Message(MessageType<?> type, ObjectType definition, MessageExamples examples) {
    @Override
    public String toString() {
      return type.toString();
    }
  }

  static Stream<Message> messages() throws IOException {
    List<Message> messages = new ArrayList<>();
    for (OcppVersion version : OcppVersion.all()) {
      String folder = Objects.requireNonNull(FOLDERS.get(version));
      VersionDefinition definition = DefinitionReader.read(Path.of("src/main/definitions", folder));
      MessageExamples examples = new MessageExamples(definition);
      MessageCatalogue catalogue = MessageCatalogue.of(version);
      for (ActionDefinition action : definition.actions()) {
        Action name = Action.of(action.name());
        messages.add(
            new Message(catalogue.request(name).orElseThrow(), action.request(), examples));
        ObjectType response = action.response();
        if (response != null) {
          messages.add(new Message(catalogue.response(name).orElseThrow(), response, examples));
        }
      }
    }
    return messages.stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theMinimalAndTheFullExampleComeBackUnchanged(Message message) {
    String minimal = message.examples().minimal(message.definition()).toString();
    String full = message.examples().full(message.definition()).toString();

    assertEquals(minimal, encoded(message.type(), minimal));
    assertEquals(full, encoded(message.type(), full));
  }

  @Tag("ERR-05")
  @ParameterizedTest
  @MethodSource("messages")
  void eachLimitHoldsJustInsideAndJustOutside(Message message) {
    for (Case example : LimitCases.of(message.examples(), message.definition())) {
      Fault.Kind kind = example.kind();
      Violation found = message.type().validate(JsonView.ofVerified(example.json())).orElse(null);
      if (kind == null) {
        assertEquals(null, found, () -> "a valid " + example.path());
      } else if (found == null) {
        fail(kind + " was not found at " + example.path());
      } else {
        assertEquals(example.path(), found.path(), kind::toString);
        assertEquals(kind.code(message.type().version()), found.code(), example.path());
        if (WRITABLE.contains(kind)) {
          assertWriterRefuses(message.type(), example);
        }
      }
    }
  }

  @Test
  void everyMessageAndEveryKindOfLimitHasItsCases() throws IOException {
    List<Message> messages = messages().toList();
    assertEquals(
        OcppVersion.all().stream()
            .map(MessageCatalogue::of)
            .mapToLong(
                known ->
                    known.actions().size()
                        + known.actions().stream()
                            .filter(action -> known.response(action).isPresent())
                            .count())
            .sum(),
        messages.size());
    Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
    for (Message message : messages) {
      for (Case example : LimitCases.of(message.examples(), message.definition())) {
        if (example.kind() != null) {
          kinds.add(example.kind());
        }
      }
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(Fault.Kind.NO_OBJECT)), kinds);
  }

  /** Refused, or (an empty list that may be absent) left out. */
  private static <T> void assertWriterRefuses(MessageType<T> type, Case example) {
    if (!(type.decode(JsonView.ofVerified(example.json()), KEEP)
        instanceof Decoded.Ok<T>(T kept, List<Fault> extras, JsonView payload))) {
      assertTrue(NOT_HELD.contains(example.kind()), () -> "not kept at " + example.path());
      return;
    }
    JsonView written;
    try {
      written = type.encode(kept);
    } catch (InvalidMessageException refused) {
      assertEquals(example.path(), refused.violation().path());
      return;
    }
    assertEquals(Fault.Kind.ITEM_COUNT, example.kind(), example.path());
    assertEquals(Optional.empty(), type.validate(written));
    assertTrue(written.json(example.path().substring(1).split("/")).isEmpty(), example.path());
  }

  private static <T> String encoded(MessageType<T> type, String json) {
    return type.encode(value(type.decode(JsonView.ofVerified(json), Leniency.STRICT))).text();
  }

  private static <T> T value(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Ok<T>(T value, List<Fault> extras, JsonView payload) -> value;
      case Decoded.Invalid<T>(Violation violation) -> throw new AssertionError(violation);
    };
  }
}
