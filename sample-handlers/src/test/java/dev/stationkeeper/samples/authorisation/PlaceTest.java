// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "A-1, A-1, true",
    "A-1, A-12, false",
    "A-*, A-12, true",
    "A-*, B-12, false",
    "*, anything, true",
    "*-east, A-east, true",
    "*-east, A-easter, false",
    "A*B*C, AxxBByyC, true",
    "A*B*C, AxxByy, false",
    "a-1, A-1, false"
  })
  void aStarStandsForAnyCharacters(String pattern, String station, boolean fits) {
    assertEquals(fits, Place.parse(pattern).orElseThrow().isAt(station));
  }
}
