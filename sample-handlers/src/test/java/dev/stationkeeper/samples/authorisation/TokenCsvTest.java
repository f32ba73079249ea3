// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCsvTest {
  @Test
  void everyColumnIsRead() {
    Tokens tokens =
        TokenCsv.parse(
            """
            id,type,status,group,expires,concurrent,stations,connectors,local,note
            CARD-1,ISO14443,blocked,FLEET,2026-12-31T12:00:00Z,2,"A-*;B/2",cCCS2;sType2,no,"Ann, by
            hand"
            CARD-2,,,,2026-12-31,,,,,
            """,
            7);
    assertEquals(
        List.of(
            new Token(
                "CARD-1",
                "ISO14443",
                true,
                Instant.parse("2026-12-31T12:00:00Z"),
                "FLEET",
                2,
                List.of(new Place("A-*", 0), new Place("B", 2)),
                List.of("cCCS2", "sType2"),
                false),
            new Token(
                "CARD-2",
                "",
                false,
                Instant.parse("2027-01-01T00:00:00Z"),
                null,
                7,
                List.of(),
                List.of(),
                true)),
        tokens.all());
  }

  @Test
  void aSpreadsheetMayWriteSemicolonsAndAByteOrderMark() {
    assertEquals(
        "FLEET", TokenCsv.parse("\uFEFFid;parent\nCARD-1;FLEET\n", 0).all().getFirst().group());
  }

  @Test
  void tokensDifferByTypeAndNotByCase() {
    Tokens tokens = TokenCsv.parse("id,type,group\nAb,ISO14443,G1\nAb,KeyCode,G2\nC,,G3\n", 0);
    assertEquals("G2", tokens.find("aB", "KeyCode").orElseThrow().group());
    assertEquals("G1", tokens.find("AB", "").orElseThrow().group(), "1.6 names no type");
    assertEquals("G3", tokens.find("c", "eMAID").orElseThrow().group(), "a line without a type");
    assertTrue(tokens.find("ab", "eMAID").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | line 1: there is no header",
        "`name\\nx` | line 1, column 1: 'name' is no column",
        "`id,colour\\nx,red` | line 1, column 2: 'colour' is no column",
        "`id,id\\nx,y` | line 1, column 2: 'id' is there twice",
        "`id,parent,group\\nx,a,b` | line 1, column 2 (parent): it means the same",
        "`id,status\\na,Accepted\\nb,gone` | line 3, column 2 (status): 'gone' is none of",
        "`id,expires\\na,31.12.2026` | line 2, column 2 (expires): '31.12.2026' is no day",
        "`id,expires\\na,2026-12-31T10:00` | line 2, column 2 (expires)",
        "`id,type\\na,RFID` | line 2, column 2 (type): 'RFID' is none of",
        "`id,concurrent\\na,-1` | line 2, column 2 (concurrent): '-1' is no number",
        "`id,stations\\na,A/0` | line 2, column 2 (stations): 'A/0' is no station",
        "`id,local\\na,maybe` | line 2, column 2 (local): 'maybe' is none of",
        "`id,status\\n,Accepted` | line 2, column 1 (id): it is empty",
        "`id,status\\na` | line 2, column 2: the line has 1 fields, the header 2",
        "`id\\na,b` | line 2, column 2: the line has 2 fields, the header 1",
        "`status,id\\n,a\\n,A` | line 3, column 2 (id): the token stands in line 2 already",
        "`id\\n\"a` | line 2: a quote is opened",
        "`id\\n\"a\"b` | no CSV"
      })
  void whatIsWrongIsSaidWithLineAndColumn(String text, String complaint) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> TokenCsv.parse(text.replace("\\n", "\n"), 0));
    assertTrue(
        String.valueOf(refused.getMessage()).contains(complaint), () -> refused.getMessage());
  }

  @Test
  void allFaultsAreSaidUpToTwentyAndNoTokenIsAmongThem() {
    StringBuilder text = new StringBuilder("id,status\n");
    for (int i = 0; i < 100; i++) {
      text.append("SECRET").append(i).append(",wrong\n");
    }
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> TokenCsv.parse(text.toString(), 0))
                .getMessage());
    assertEquals(21, message.lines().count(), message);
    assertTrue(message.contains("line 21, column 2"), message);
    assertFalse(message.contains("SECRET"), message);
  }
}
