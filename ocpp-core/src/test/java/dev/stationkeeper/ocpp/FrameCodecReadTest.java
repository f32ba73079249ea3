// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codec takes, and what it makes of it. */
class FrameCodecReadTest {
  private final FrameCodec codec = new FrameCodec();

  static Stream<OcppVersion> versions() {
    return OcppVersion.all().stream();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void readsCallResultAndErrorInEveryVersion(OcppVersion version) {
    assertEquals(
        new Frame.Call(
            new MessageId("19"), Action.of("Heartbeat"), JsonView.ofVerified("{\"a\": 1}")),
        read("[2, \"19\", \"Heartbeat\", {\"a\": 1}]", version));
    assertEquals(
        new Frame.CallResult(new MessageId("19"), JsonView.ofVerified("{\"a\":[{}]}")),
        read("[3,\"19\",{\"a\":[{}]}]", version));
    assertEquals(
        new Frame.CallError(
            new MessageId("19"),
            ErrorCode.NOT_SUPPORTED,
            "no",
            JsonView.ofVerified("{\"why\":\"}\"}")),
        read("[4,\"19\",\"NotSupported\",\"no\",{\"why\":\"}\"}]", version));
  }

  @Test
  @DisplayName("RPC-13, RPC-15: CALLRESULTERROR and SEND are frames of 2.1")
  void readsTheNewTypesOf21() {
    assertEquals(
        new Frame.Send(
            new MessageId("s1"),
            Action.of("NotifyPeriodicEventStream"),
            JsonView.ofVerified("{\"id\":1}")),
        read("[6,\"s1\",\"NotifyPeriodicEventStream\",{\"id\":1}]", OcppVersion.V2_1));
    assertEquals(
        new Frame.CallResultError(
            new MessageId("s1"), ErrorCode.FORMAT_VIOLATION, "bad", JsonView.EMPTY),
        read("[5,\"s1\",\"FormatViolation\",\"bad\",{}]", OcppVersion.V2_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"z\":1,\"a\":2}",
        "{ \"a\" : \"\\u00e9 é \\\" ] } \" , \"b\":[1.50, -0, 1e2] }",
        "{\n\t\"a\": \"\uD83D\uDD0C\"\r\n}",
        "{\"a\":\"\\ud83d\\udd0c\"}"
      })
  @DisplayName("payload text is taken over as it stands, members in their order")
  void payloadIsVerbatim(String payload) {
    Frame frame = read("  [2,\"é\\n1\",\"X\"," + payload + "]  ", OcppVersion.V2_0_1);
    assertEquals(payload, assertInstanceOf(Frame.Call.class, frame).payload().text());
    assertEquals("é\n1", frame.id().value());
  }

  @Test
  void payloadOfALongFrameIsVerbatim() {
    String payload = "{\"a\":\"" + "é\uD83D\uDD0C".repeat(20_000) + "\",\"b\":{\"c\":[]}}";
    Frame frame = read("[3,\"1\"," + payload + "]", OcppVersion.V1_6);
    assertEquals(payload, assertInstanceOf(Frame.CallResult.class, frame).payload().text());
  }

  @Tag("RPC-17")
  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{ }"})
  @DisplayName("RPC-17: payload null is {}")
  void rpc17NullPayloadIsEmpty(String payload) {
    for (OcppVersion version : OcppVersion.all()) {
      assertEquals(
          0, payload(read("[2,\"1\",\"Heartbeat\"," + payload + "]", version)).names().size());
      assertEquals(0, payload(read("[3,\"1\"," + payload + "]", version)).names().size());
    }
  }

  @Test
  @DisplayName("RPC-17: a payload that is left out is {}")
  void rpc17LeftOutPayloadIsEmpty() {
    assertEquals(JsonView.EMPTY, payload(read("[2,\"1\",\"Heartbeat\"]", OcppVersion.V1_6)));
    assertEquals(JsonView.EMPTY, payload(read("[3,\"1\"]", OcppVersion.V1_6)));
  }

  @Tag("RPC-28")
  @Test
  @DisplayName("RPC-28: a signed message is a CALL of an action that nobody knows")
  void rpc28SignedActionsPassThrough() {
    Frame frame = read("[2,\"1\",\"Heartbeat-Signed\",{\"payload\":\"e30\"}]", OcppVersion.V2_0_1);
    assertEquals(Action.of("Heartbeat-Signed"), assertInstanceOf(Frame.Call.class, frame).action());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[4,\"1\",\"E\"]                     | `` | {}",
        "[4,\"1\",\"E\",null]                | `` | {}",
        "[4,\"1\",\"E\",\"d\"]               | d  | {}",
        "[4,\"1\",\"E\",\"d\",null]          | d  | {}",
        "[4,\"1\",\"E\",\"d\",\"text\"]      | d  | {}",
        "[4,\"1\",\"E\",\"d\",[{}]]          | d  | {}",
        "[4,\"1\",\"E\",{\"a\":[]},{\"b\":1}]| `` | {\"b\":1}",
        "[4,\"1\",\"E\",[],{\"b\":1}]        | `` | {\"b\":1}",
        "[4,\"1\",\"E\",\"d\",{\"b\":1},7,[]]| d  | {\"b\":1}",
      })
  @DisplayName("RPC-18 on receipt: missing or odd description and details are tolerated")
  void toleratesSparseErrors(String text, String description, String details) {
    Frame.CallError error = assertInstanceOf(Frame.CallError.class, read(text, OcppVersion.V1_6));
    assertEquals(description, error.description());
    assertEquals(details, error.details().text());
  }

  @Test
  @DisplayName("RPC-18 on receipt: a description beyond 255 characters is taken whole")
  void takesLongDescriptions() {
    String description = "d".repeat(450);
    Frame frame = read("[4,\"1\",\"E\",\"" + description + "\",{}]", OcppVersion.V2_0_1);
    assertEquals(description, assertInstanceOf(Frame.CallError.class, frame).description());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FormationViolation",
        "FormatViolation",
        "OccurenceConstraintViolation",
        "OccurrenceConstraintViolation",
        "RpcFrameworkError",
        "VendorSaysNo",
        ""
      })
  @DisplayName("ERR-03: every error code is taken, in every version, as it is spelt")
  void err03AnyCodeIsTaken(String code) {
    for (OcppVersion version : OcppVersion.all()) {
      Frame frame = read("[4,\"1\",\"" + code + "\",\"\",{}]", version);
      assertEquals(code, assertInstanceOf(Frame.CallError.class, frame).code().name());
    }
  }

  @Test
  @DisplayName("elements after the last one of an answer are ignored")
  void surplusElementsOfAnAnswerAreIgnored() {
    assertEquals(
        new Frame.CallResult(new MessageId("1"), JsonView.ofVerified("{\"a\":1}")),
        read("[3,\"1\",{\"a\":1},[2],{}]", OcppVersion.V1_6));
  }

  private Frame read(String text, OcppVersion version) {
    return assertInstanceOf(ParsedFrame.Valid.class, codec.parse(text, version)).frame();
  }

  private static JsonView payload(Frame frame) {
    return switch (frame) {
      case Frame.Call call -> call.payload();
      case Frame.CallResult result -> result.payload();
      default -> throw new AssertionError("no payload: " + frame);
    };
  }
}
