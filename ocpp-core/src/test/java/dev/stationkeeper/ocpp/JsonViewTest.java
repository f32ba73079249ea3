// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonViewTest {
  private final JsonView view =
      JsonView.parse(
          """
          {"s":"text","n":12,"d":230.10,"whole":300.0,"b":true,"none":null,
           "o":{"in":{"deep":"yes"}},"list":[{"a":1},2,{"a":3}],"words":["x",1,"y"],
           "limits":[16.3,"no",1e2],"big":9223372036854775808,"huge":1e999999999}\
          """);

  @Test
  void readsByTypeAndPath() {
    assertEquals(Optional.of("text"), view.string("s"));
    assertEquals(OptionalLong.of(12), view.number("n"));
    assertEquals(OptionalLong.of(300), view.number("whole"));
    assertEquals(Optional.of(true), view.bool("b"));
    assertEquals(Optional.of("yes"), view.string("o", "in", "deep"));
    assertEquals(OptionalLong.of(3), view.number("list", "2", "a"));
    assertEquals(Optional.of("{\"in\":{\"deep\":\"yes\"}}"), view.object("o").map(JsonView::text));
    assertEquals(2, view.objects("list").size());
    assertEquals(List.of("x", "y"), view.strings("words"));
    assertEquals(Optional.of("[\"x\",1,\"y\"]"), view.json("words"));
    assertEquals("s", view.names().getFirst());
  }

  @Test
  void decimalsAreExact() {
    assertEquals(Optional.of(new BigDecimal("230.10")), view.decimal("d"));
    assertEquals(List.of(new BigDecimal("16.3"), new BigDecimal("1e2")), view.decimals("limits"));
    assertEquals(Optional.of(new BigDecimal("9223372036854775808")), view.decimal("big"));
    assertEquals(
        "{\"x\":230.10}",
        JsonView.parse("{\"o\":{\"x\":230.10}}").object("o").orElseThrow().text());
  }

  @Test
  void whatIsAbsentOrOfAnotherTypeIsEmpty() {
    assertEquals(Optional.empty(), view.string("n"));
    assertEquals(Optional.empty(), view.string("none"));
    assertEquals(Optional.empty(), view.string("s", "deeper"));
    assertEquals(OptionalLong.empty(), view.number("d"));
    assertEquals(OptionalLong.empty(), view.number("big"));
    assertEquals(OptionalLong.empty(), view.number("huge"));
    assertEquals(OptionalLong.empty(), view.number("list", "99999999999", "a"));
    assertEquals(OptionalLong.empty(), view.number("list", "-1", "a"));
    assertEquals(Optional.empty(), view.decimal("s"));
    assertEquals(Optional.empty(), view.decimal("huge"));
    assertEquals(Optional.empty(), view.bool("s"));
    assertEquals(Optional.empty(), view.object("list"));
    assertEquals(Optional.empty(), view.json("absent"));
    assertEquals(List.of(), view.objects("o"));
    assertEquals(List.of(), view.strings("s"));
    assertFalse(view.has("none"));
    assertFalse(view.has("absent"));
    assertTrue(view.has("o", "in"));
    assertTrue(JsonView.EMPTY.isEmpty());
    assertFalse(view.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "1",
        "{",
        "{}x",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1e99999999999999999}"
      })
  void refusesWhatIsNoObject(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonView.parse(text));
  }

  @Test
  void refusesWhatIsTooDeepOrTooLong() {
    String deep = "{\"a\":".repeat(32) + "{}" + "}".repeat(32);
    assertThrows(IllegalArgumentException.class, () -> JsonView.parse(deep));
    String digits = "{\"a\":" + "1".repeat(101) + "}";
    assertThrows(IllegalArgumentException.class, () -> JsonView.parse(digits));
    String secret = "{\"password\":hunter2}";
    Exception refused = assertThrows(IllegalArgumentException.class, () -> JsonView.parse(secret));
    assertFalse(refused.toString().contains("hunter2"));
  }
}
