// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codec lets out. */
class FrameCodecWriteTest {
  private static final MessageId ID = new MessageId("a-1");
  private static final JsonView PAYLOAD = JsonView.ofVerified("{\"b\" : 1.50,\"a\":[]}");

  private final FrameCodec codec = new FrameCodec();

  static Stream<Frame> frames() {
    return Stream.of(
        new Frame.Call(ID, Action.of("Reset"), PAYLOAD),
        new Frame.Call(ID, Action.of("odd \"action\"\n"), JsonView.EMPTY),
        new Frame.CallResult(ID, PAYLOAD),
        new Frame.CallResult(ID, JsonView.EMPTY),
        new Frame.CallError(ID, ErrorCode.GENERIC_ERROR, "", JsonView.EMPTY),
        new Frame.CallError(ID, ErrorCode.GENERIC_ERROR, "é \\ \u0001 \uD83D\uDD0C", PAYLOAD),
        new Frame.CallResultError(ID, ErrorCode.FORMAT_VIOLATION, "no", PAYLOAD),
        new Frame.Send(ID, Action.of("NotifyPeriodicEventStream"), PAYLOAD));
  }

  @Tag("RPC-01")
  @ParameterizedTest
  @MethodSource("frames")
  @DisplayName("RPC-01: what is written is read as the same frame")
  void rpc01WrittenFramesAreReadAgain(Frame frame) {
    ParsedFrame parsed = codec.parse(codec.write(frame), OcppVersion.V2_1);
    assertEquals(frame, assertInstanceOf(ParsedFrame.Valid.class, parsed).frame());
  }

  @Tag("RPC-02")
  @ParameterizedTest
  @MethodSource("dev.stationkeeper.ocpp.OcppVersion#all")
  @DisplayName("RPC-02: the action leaves without Request or .req, and in its own case")
  void rpc02ActionIsTheBareName(OcppVersion version) {
    OutgoingCheck csms = OutgoingCheck.ofCsms();
    for (Action action : MessageCatalogue.of(version).actions()) {
      String name = action.name();
      assertFalse(name.matches(".*(Request|Response|\\.req|\\.conf)"), name);
      assertEquals(
          "[2,\"a-1\",\"" + name + "\",{}]",
          codec.write(new Frame.Call(ID, action, JsonView.EMPTY)));
    }
    for (String other : List.of("ClearCacheRequest", "ClearCache.req", "clearCache")) {
      assertEquals(
          Optional.of(ErrorCode.NOT_IMPLEMENTED),
          csms.request(version, Action.of(other), JsonView.EMPTY).map(Violation::code),
          other);
    }
    assertEquals(Optional.empty(), csms.request(version, Action.of("ClearCache"), JsonView.EMPTY));
  }

  @Tag("RPC-03")
  @Test
  @DisplayName("RPC-03: an id has 36 characters at most")
  void rpc03IdsAreShort() {
    MessageId longest = new MessageId("i".repeat(36));
    assertEquals(
        "[3,\"" + longest + "\",{}]", codec.write(new Frame.CallResult(longest, JsonView.EMPTY)));
    assertThrows(IllegalArgumentException.class, () -> new MessageId("i".repeat(37)));
    assertThrows(IllegalArgumentException.class, () -> new MessageId(""));
    assertEquals(Optional.empty(), MessageId.of("i".repeat(37)));
  }

  @Tag("RPC-16")
  @Test
  @DisplayName("RPC-16: nothing to say is {}")
  void rpc16EmptyPayload() {
    assertEquals("[3,\"a-1\",{}]", codec.write(new Frame.CallResult(ID, JsonView.EMPTY)));
    assertEquals(
        "[2,\"a-1\",\"ClearCache\",{}]",
        codec.write(new Frame.Call(ID, Action.of("ClearCache"), JsonView.EMPTY)));
  }

  @Tag("RPC-06")
  @ParameterizedTest
  @ValueSource(strings = {"7", "-1", "{\"a\"}", "a\\/b", "é", "\u0000\u001f", "\uD83D\uDD0C"})
  @DisplayName("RPC-06: the id of an answer is the id of the CALL")
  void rpc06IdIsEchoed(String id) {
    Frame.CallResult answer = new Frame.CallResult(new MessageId(id), JsonView.EMPTY);
    ParsedFrame parsed = codec.parse(codec.write(answer), OcppVersion.V1_6);
    assertEquals(id, assertInstanceOf(ParsedFrame.Valid.class, parsed).frame().id().value());
  }

  @Tag("RPC-18")
  @Test
  @DisplayName("RPC-18: a description leaves with 255 characters at most, \"\" when there is none")
  void rpc18DescriptionIsCut() {
    assertEquals("d".repeat(255), sentDescription("d".repeat(255)));
    assertEquals("d".repeat(255), sentDescription("d".repeat(256)));
    assertEquals("d".repeat(255), sentDescription("d".repeat(1_000)));
    assertEquals(
        "[4,\"a-1\",\"InternalError\",\"\",{}]",
        codec.write(new Frame.CallError(ID, ErrorCode.INTERNAL_ERROR, "", JsonView.EMPTY)));
  }

  @Tag("RPC-18")
  @Test
  @DisplayName("RPC-18: the cut does not halve a surrogate pair")
  void rpc18CutKeepsPairsWhole() {
    String pair = "\uD83D\uDD0C";
    assertEquals("d".repeat(254), sentDescription("d".repeat(254) + pair));
    assertEquals("d".repeat(253) + pair, sentDescription("d".repeat(253) + pair));
  }

  private String sentDescription(String description) {
    Frame error = new Frame.CallError(ID, ErrorCode.INTERNAL_ERROR, description, JsonView.EMPTY);
    ParsedFrame parsed = codec.parse(codec.write(error), OcppVersion.V2_0_1);
    Frame read = assertInstanceOf(ParsedFrame.Valid.class, parsed).frame();
    return assertInstanceOf(Frame.CallError.class, read).description();
  }
}
