// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is seen of a payload is the same whether its tree was made with the frame or of the text.
 */
class TreeReaderTest {
  private final FrameCodec codec = new FrameCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"a\" : { } , \"b\" : [ ] }",
        "{\"a\":[1,-1,2147483648,-9223372036854775808,9223372036854775808,0]}",
        "{\"a\":[230.10,1e3,1E+30,-0.0,0.1e-7,300.0,123456789012345678901234567890.5]}",
        "{\"a\":[true,false,null,\"\",\"\\u00e4\\n\\\"\\ud83d\\ude00\"]}",
        "{\"a\":{\"b\":[{\"c\":[[1],{}]},2]},\"\":null,\"ä\\u0020x\":1}",
        "{\"seqNo\":7,\"value\":11040.5,\"whole\":300.0,\"text\":\"x\"}"
      })
  void theTreeIsThatOfTheText(String text) {
    JsonView seen = payload(text);
    JsonView parsed = JsonView.parse(text);
    assertEquals(text, seen.text());
    assertEquals(parsed.names(), seen.names());
    assertEquals(parsed.json(), seen.json());
    assertEquals(parsed, seen);
    for (String name : parsed.names()) {
      assertEquals(parsed.json(name), seen.json(name));
      assertEquals(parsed.string(name), seen.string(name));
      assertEquals(parsed.number(name), seen.number(name));
      assertEquals(parsed.decimal(name), seen.decimal(name));
      assertEquals(parsed.bool(name), seen.bool(name));
      assertEquals(parsed.decimals(name), seen.decimals(name));
      assertEquals(parsed.strings(name), seen.strings(name));
      assertEquals(parsed.objects(name), seen.objects(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ \"a\" : [1.50, \"x\"] }", "{}"})
  void whatIsKeptAsTextSaysTheSame(String text) {
    JsonView compact = payload(text).compact();
    assertEquals(text, compact.text());
    assertEquals(JsonView.parse(text).json("a"), compact.json("a"));
    assertEquals(Optional.of("x"), payload("{\"a\":\"x\"}").compact().string("a"));
  }

  private JsonView payload(String text) {
    ParsedFrame.Valid parsed =
        assertInstanceOf(
            ParsedFrame.Valid.class, codec.parse("[2,\"1\",\"X\"," + text + "]", OcppVersion.V2_1));
    return assertInstanceOf(Frame.Call.class, parsed.frame()).payload();
  }
}
