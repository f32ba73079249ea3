// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.samples.token.TokenAuthorisationHandler.Tokens;
import dev.stationkeeper.spi.TokenDirectory;
import dev.stationkeeper.spi.TokenRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAuthorisationHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Map<String, TokenRecord> RECORDS =
      Map.of(
          "good", TokenRecord.of("good", "ISO14443", "Accepted"),
          "later", TokenRecord.of("later", "ISO14443", "Accepted").withExpiry(NOW.plusSeconds(1)),
          "past", TokenRecord.of("past", "ISO14443", "Accepted").withExpiry(NOW),
          "stolen", TokenRecord.of("stolen", "ISO14443", "Blocked"));
  private static final TokenDirectory DIRECTORY = id -> Optional.ofNullable(RECORDS.get(id));

  @ParameterizedTest
  @CsvSource({
    "good, false, Accepted",
    "later, false, Accepted",
    "past, false, Expired",
    "stolen, false, Blocked",
    "stranger, false, Unknown",
    "stranger, true, Accepted",
    "stolen, true, Blocked",
    "past, true, Expired"
  })
  void judgesATokenByTheServersRecord(String token, boolean acceptAll, String expected) {
    Tokens tokens = new Tokens(DIRECTORY, InstantSource.fixed(NOW), acceptAll);
    assertEquals(expected, tokens.judge(token).status());
  }
}
