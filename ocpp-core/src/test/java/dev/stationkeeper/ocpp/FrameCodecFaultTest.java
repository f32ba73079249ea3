// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the peer is owed for a text that is no frame. */
class FrameCodecFaultTest {
  private static final String LONG_ID = "i".repeat(37);

  private final FrameCodec codec = new FrameCodec();

  @Tag("RPC-19")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "hello",
        "{}",
        "[]",
        "[2",
        "[2,",
        "[2]",
        "[\"2\",\"1\",\"Heartbeat\",{}]",
        "[2.0,\"1\",\"Heartbeat\",{}]",
        "[null,\"1\",\"Heartbeat\",{}]",
        "[2,{},\"X\",{}]",
        "[2,null,\"X\",{}]",
        "[2,123,\"X\",{}]",
        "[2,9223372036854775808,\"X\",{}]",
        "[2,\"\",\"X\",{}]",
        "[2,\"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii\",\"X\",{}]",
        "[2,\"\\ud83d\",\"X\",{}]",
        "[2,\"\\udd0c\\ud83d\",\"X\",{}]",
        "[2,\"1",
        "\uFEFF[2,\"1\",\"Heartbeat\",{}]",
      })
  @DisplayName("RPC-19: the id -1 stands for one that could not be read; 1.6 has none, so: silence")
  void rpc19UnreadableId(String text) {
    for (OcppVersion version : List.of(OcppVersion.V2_0_1, OcppVersion.V2_1)) {
      Frame.CallError answer = error(text, version);
      assertEquals(MessageId.UNREADABLE, answer.id());
      assertEquals(ErrorCode.RPC_FRAMEWORK_ERROR, answer.code());
      assertFalse(answer.description().isEmpty());
    }
    assertNull(malformed(text, OcppVersion.V1_6).answer());
  }

  @Test
  void anIdOf36CharactersIsReadAndOneOf37IsNot() {
    String id = LONG_ID.substring(1);
    assertInstanceOf(
        ParsedFrame.Valid.class, codec.parse("[2,\"" + id + "\",\"X\",{}]", OcppVersion.V2_1));
    assertNull(malformed("[2,\"" + LONG_ID + "\",\"X\",{}]", OcppVersion.V2_1).id());
  }

  @Tag("RPC-22")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[2,\"7\"]                       | RpcFrameworkError",
        "[2,\"7\",                       | RpcFrameworkError",
        "[2,\"7\",null,{}]               | RpcFrameworkError",
        "[2,\"7\",12,{}]                 | RpcFrameworkError",
        "[2,\"7\",{\"a\":1},{}]          | RpcFrameworkError",
        "[2,\"7\",\"Heartb               | RpcFrameworkError",
        "[2,\"7\",\"Heartbeat\",{},{}]   | RpcFrameworkError",
        "[2,\"7\",\"Heartbeat\",{}]]     | RpcFrameworkError",
        "[2,\"7\",\"Heartbeat\",{}] x    | RpcFrameworkError",
        "[2,\"7\",\"Heartbeat\",{}       | RpcFrameworkError",
        "[2,\"7\",\"Heartbeat\",[]]      | FormatViolation",
        "[2,\"7\",\"Heartbeat\",\"{}\"]  | FormatViolation",
        "[2,\"7\",\"Heartbeat\",5]       | FormatViolation",
        "[2,\"7\",\"Heartbeat\",false]   | FormatViolation",
        "[2,\"7\",\"Heartbeat\",{]       | FormatViolation",
        "[2,\"7\",\"Heartbeat\",{\"a\":}]| FormatViolation",
        "[2,\"7\",\"X\",{\"a\":01}]      | FormatViolation",
        "[2,\"7\",\"X\",{\"a\":NaN}]     | FormatViolation",
        "[2,\"7\",\"X\",{\"a\":1,\"a\":2}] | FormatViolation",
        "[2,\"7\",\"X\",{\"a\":\"\\ud83d\"}] | FormatViolation",
        "[2,\"7\",\"X\",{\"a\":\"\\udd0c\\ud83d\"}] | FormatViolation",
        "[2,\"7\",\"X\",{\"a\":\"\\x\"}] | FormatViolation",
        "[2,\"7\",\"X\",{'a':1}]         | FormatViolation",
      })
  @DisplayName("RPC-22: a broken CALL is refused under its own id; ERR-02, ERR-04: the right code")
  void brokenCallIsRefusedUnderItsOwnId(String text, String code) {
    MessageId id = new MessageId("7");
    for (OcppVersion version : List.of(OcppVersion.V2_0_1, OcppVersion.V2_1)) {
      assertEquals(id, error(text, version).id());
      assertEquals(code, error(text, version).code().name());
    }
    assertEquals(id, error(text, OcppVersion.V1_6).id());
    assertEquals(ErrorCode.FORMATION_VIOLATION, error(text, OcppVersion.V1_6).code());
    assertEquals(id, malformed(text, OcppVersion.V1_6).id());
  }

  @Test
  @DisplayName("RPC-22: a raw control character inside a string is refused under the CALL's own id")
  void rawControlCharacter() {
    assertEquals(
        ErrorCode.FORMAT_VIOLATION,
        error("[2,\"7\",\"X\",{\"a\":\"\u0001\"}]", OcppVersion.V2_1).code());
    assertEquals(
        ErrorCode.FORMAT_VIOLATION,
        error("[2,\"7\",\"X\",{\"a\":\"\uD83D\"}]", OcppVersion.V2_1).code());
  }

  @Tag("RPC-13")
  @ParameterizedTest
  @ValueSource(strings = {"[3,\"7\",[]]", "[3,\"7\",{\"a\":}]", "[3,\"7\",5]", "[3,\"7\""})
  @DisplayName("RPC-12, RPC-13: a broken CALLRESULT gets silence, under 2.1 a CALLRESULTERROR")
  void brokenResult(String text) {
    for (OcppVersion version : List.of(OcppVersion.V1_6, OcppVersion.V2_0_1)) {
      ParsedFrame.Malformed fault = malformed(text, version);
      assertNull(fault.answer());
      assertEquals(Optional.of(new MessageId("7")), fault.brokenAnswerTo());
    }
    Frame answer = malformed(text, OcppVersion.V2_1).answer();
    assertEquals(new MessageId("7"), assertInstanceOf(Frame.CallResultError.class, answer).id());
  }

  @Tag("RPC-12")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[3,12,{}]",
        "[3]",
        "[3,\"\",{}]",
        "[4]",
        "[4,\"7\"]",
        "[4,\"7\",12,\"\",{}]",
        "[4,\"7\",\"E\",\"\",{]"
      })
  @DisplayName("RPC-12: no error for an answer that is broken")
  void rpc12BrokenAnswersGetSilence(String text) {
    for (OcppVersion version : OcppVersion.all()) {
      assertNull(malformed(text, version).answer());
    }
  }

  @Tag("RPC-14")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[6,\"7\",\"X\",[]]",
        "[6,\"7\",\"X\",{},{}]",
        "[6,\"7\"",
        "[6,7,\"X\",{}]",
        "[5,\"7\"]",
        "[5,\"7\",{},\"\",{}]"
      })
  @DisplayName("RPC-14: a broken SEND, and a broken CALLRESULTERROR, get silence")
  void rpc14BrokenSendGetsSilence(String text) {
    ParsedFrame.Malformed fault = malformed(text, OcppVersion.V2_1);
    assertNull(fault.answer());
    assertEquals(Optional.empty(), fault.brokenAnswerTo());
  }

  @Tag("RPC-21")
  @Tag("ERR-04")
  @ParameterizedTest
  @ValueSource(strings = {"9", "0", "1", "-2", "7", "99999999999999999999", "2147483648"})
  @DisplayName("RPC-21: an unknown type number: 2.0.1 says so, 1.6 and 2.1 ignore it")
  void rpc21UnknownType(String number) {
    String text = "[" + number + ",\"x\",\"y\",{}]";
    Frame.CallError answer = error(text, OcppVersion.V2_0_1);
    assertEquals(new MessageId("x"), answer.id());
    assertEquals(ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED, answer.code());
    assertNull(malformed(text, OcppVersion.V1_6).answer());
    assertNull(malformed(text, OcppVersion.V2_1).answer());
    assertNull(malformed("[" + number + ",{", OcppVersion.V2_1).answer());
    assertEquals(MessageId.UNREADABLE, error("[" + number + ",7]", OcppVersion.V2_0_1).id());
  }

  @Tag("RPC-21")
  @ParameterizedTest
  @ValueSource(strings = {"[5,\"x\",\"FormatViolation\",\"\",{}]", "[6,\"x\",\"NotifyEvent\",{}]"})
  @DisplayName("RPC-21: the types of 2.1 are unknown to the versions before")
  void rpc21TypesOf21AreUnknownBefore(String text) {
    assertEquals(ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED, error(text, OcppVersion.V2_0_1).code());
    assertNull(malformed(text, OcppVersion.V1_6).answer());
    assertInstanceOf(ParsedFrame.Valid.class, codec.parse(text, OcppVersion.V2_1));
  }

  @Tag("RPC-20")
  @Test
  @DisplayName("RPC-20: broken JSON is echoed neither in the answer nor in the reason")
  void rpc20BrokenJsonIsNotEchoed() {
    String text = "[2,\"7\",\"Secret1\",{\"Secret2\":\"Secret3\",Secret4}]";
    for (OcppVersion version : OcppVersion.all()) {
      ParsedFrame.Malformed fault = malformed(text, version);
      assertFalse(fault.reason().contains("Secret"));
      assertFalse(codec.write(Objects.requireNonNull(fault.answer())).contains("Secret"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2,\"7\",\"X\",{\"a\":1,\"a\":2}]",
        "[9,\"7\",\"X\",{}]",
        "[2,\"7\"]",
        "[2,",
        "[",
        "[3,\"7\",[]]",
      })
  @DisplayName("ERR-04: a 1.6 connection never sees a code that only 2.x has")
  void err04NoCodeOf2xUnder16(String text) {
    Frame answer = malformed(text, OcppVersion.V1_6).answer();
    if (answer != null) {
      assertEquals(
          ErrorCode.FORMATION_VIOLATION, assertInstanceOf(Frame.CallError.class, answer).code());
    }
  }

  @Tag("RPC-31")
  @Test
  @DisplayName("RPC-31: nesting, numbers, names and the frame itself are bounded")
  void rpc31Limits() {
    FrameCodec small = new FrameCodec(new FrameLimits(1_000, 3, 10, 20));
    assertTakes(small, "{\"a\":{\"a\":{}}}", true);
    assertTakes(small, "{\"a\":{\"a\":[{}]}}", false);
    assertTakes(small, "{\"a\":1234567890}", true);
    assertTakes(small, "{\"a\":12345678901}", false);
    assertTakes(small, "{\"" + "a".repeat(20) + "\":1}", true);
    assertTakes(small, "{\"" + "a".repeat(21) + "\":1}", false);
    assertTakes(small, "{\"a\":[1e999]}", true);
    assertTakes(small, "{\"a\":[-1.5E+999]}", true);
    assertTakes(small, "{\"a\":[1E-1000]}", false);
    assertTakes(small, "{\"a\":1e9999}", false);
    // [2,"7","X",{"a":"…"}] is 20 characters around the value
    assertTakes(small, "{\"a\":\"" + "a".repeat(1_000 - 20) + "\"}", true);
    assertTakes(small, "{\"a\":\"" + "a".repeat(1_001 - 20) + "\"}", false);
  }

  @Tag("RPC-31")
  @Test
  @DisplayName("RPC-31: the default takes 32 levels and 128 Ki characters, and no more")
  void rpc31Defaults() {
    assertTakes(codec, nested(32), true);
    assertTakes(codec, nested(33), false);
    assertTakes(codec, nested(20_000), false);
    int room = 128 * 1024 - 20;
    assertTakes(codec, "{\"a\":\"" + "a".repeat(room) + "\"}", true);
    assertTakes(codec, "{\"a\":\"" + "a".repeat(room + 1) + "\"}", false);
  }

  @Tag("RPC-31")
  @Test
  @DisplayName("RPC-31: of a frame that is too long only the head is read")
  void rpc31OversizedFrame() {
    String text = "[2,\"7\",\"X\",{{{{{" + " ".repeat(200_000);
    assertTrue(error(text, OcppVersion.V2_1).description().startsWith("Longer than 131072"));
    assertEquals(MessageId.UNREADABLE, error("[2," + " ".repeat(200_000), OcppVersion.V2_1).id());
  }

  private static void assertTakes(FrameCodec codec, String payload, boolean taken) {
    ParsedFrame parsed = codec.parse("[2,\"7\",\"X\"," + payload + "]", OcppVersion.V2_1);
    if (taken) {
      assertInstanceOf(ParsedFrame.Valid.class, parsed);
    } else {
      Frame answer = assertInstanceOf(ParsedFrame.Malformed.class, parsed).answer();
      Frame.CallError error = assertInstanceOf(Frame.CallError.class, answer);
      assertEquals(new MessageId("7"), error.id());
      assertEquals(ErrorCode.FORMAT_VIOLATION, error.code());
    }
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
  }

  private Frame.CallError error(String text, OcppVersion version) {
    return assertInstanceOf(Frame.CallError.class, malformed(text, version).answer());
  }

  private ParsedFrame.Malformed malformed(String text, OcppVersion version) {
    return assertInstanceOf(ParsedFrame.Malformed.class, codec.parse(text, version));
  }
}
