// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JsonObjectBuilderTest {
  @Test
  void writesMembersInTheirOrder() {
    assertEquals(
        "{\"status\":\"Accepted\",\"interval\":300,\"on\":true,\"idTokenInfo\":{\"a\":1},"
            + "\"items\":[{},{\"b\":2}],\"words\":[\"x\",\"\\\"\"],\"limits\":[16.3,1000]}",
        JsonView.object()
            .put("status", "Rejected")
            .put("interval", 300)
            .put("on", true)
            .put("idTokenInfo", JsonView.object().put("a", 1).build())
            .putObjects("items", List.of(JsonView.EMPTY, JsonView.object().put("b", 2).build()))
            .putStrings("words", List.of("x", "\""))
            .putDecimals("limits", List.of(new BigDecimal("16.3"), new BigDecimal("1E+3")))
            .put("status", "Accepted")
            .build()
            .text());
  }

  @Tag("RPC-16")
  @Test
  @DisplayName("RPC-16: null and empty lists are left out")
  void rpc16AbsentMembersAreLeftOut() {
    assertEquals(
        JsonView.EMPTY,
        JsonView.object()
            .put("a", (String) null)
            .put("b", (JsonView) null)
            .put("c", (Instant) null)
            .put("d", (BigDecimal) null)
            .putObjects("e", List.of())
            .putStrings("f", List.of())
            .build());
  }

  @Tag("RPC-29")
  @Test
  @DisplayName("RPC-29: times are UTC with Z and at most three decimals")
  void rpc29Times() {
    assertEquals(
        "{\"t\":\"2026-01-02T03:04:05.678Z\",\"u\":\"2026-01-02T03:04:05Z\"}",
        JsonView.object()
            .put("t", Instant.parse("2026-01-02T03:04:05.678999Z"))
            .put("u", Instant.parse("2026-01-02T03:04:05Z"))
            .build()
            .text());
  }

  @Test
  void anExtremeExponentIsNotWrittenOut() {
    assertEquals(
        "{\"a\":1E+999999999,\"b\":\"\\ud83d!\"}",
        JsonView.object()
            .put("a", new BigDecimal("1E+999999999"))
            .put("b", "\uD83D!")
            .build()
            .text());
  }
}
