// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.samples.sitepower.SiteConfig.Member;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitesFileTest {
  @Test
  void aSiteHasALimitAndStations() {
    assertEquals(
        List.of(
            new SiteConfig(
                "Yard",
                635,
                240,
                60,
                List.of(
                    new Member("A", 320, List.of("L1", "L2", "L3"), false),
                    new Member("B", 160, List.of("L2"), true)))),
        SitesFile.parse(
            """
            {"sites": [{"name": "Yard", "limit": 63.5, "unit": "A", "voltage": 240, "standby": 6,
              "stations": [{"id": "A"}, {"id": "B", "max": 16, "lines": "L2", "unit": "W"}]}]}
            """));
  }

  @Test
  void kilowattsAreDividedByVoltageAndPhasesAndRoundedDown() {
    List<SiteConfig> sites =
        SitesFile.parse(
            "{\"sites\":[{\"name\":\"Y\",\"limit\":43,\"unit\":\"kW\",\"stations\":[]}]}");
    assertEquals(623, sites.getFirst().limit(), "43,000 W / 230 V / 3 = 62.3 A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sites\":[ | No JSON",
        "{\"sites\":3} | the file must have a list 'sites'",
        "{\"sites\":[],\"x\":1} | unknown member 'x'",
        "{\"sites\":[{\"limit\":5,\"stations\":[]}]} | sites[0].name must be a text",
        "{\"sites\":[{\"name\":\"a\",\"stations\":[]}]} | sites[0].limit must be a number",
        "{\"sites\":[{\"name\":\"a\",\"limit\":-1,\"stations\":[]}]} | sites[0].limit is 0 to",
        "{\"sites\":[{\"name\":\"a\",\"limit\":1,\"unit\":\"W\",\"stations\":[]}]} | unit is A or"
            + " kW",
        "{\"sites\":[{\"name\":\"a\",\"limit\":1,\"phases\":2,\"stations\":[]}]} | phases is 1 or"
            + " 3",
        "{\"sites\":[{\"name\":\"a\",\"limit\":9,\"stations\":[{\"id\":\"x\",\"max\":3}]}]} |"
            + " sites[0].stations[0].max is 6 to",
        "{\"sites\":[{\"name\":\"a\",\"limit\":9,\"stations\":[{\"id\":\"x\",\"lines\":\"L4\"}]}]}"
            + " | lines are some of L1,L2,L3",
        "{\"sites\":[{\"name\":\"a\",\"limit\":9,\"stations\":[{\"id\":\"x\"},{\"id\":\"x\"}]}]} |"
            + " 'x' stands twice",
        "{\"sites\":[{\"name\":\"a\",\"limit\":9,\"standby\":6,\"stations\":[{\"id\":\"x\"},"
            + "{\"id\":\"y\"}]}]} | may draw 12.0 A without a transaction"
      })
  void whatIsWrongIsNamed(String text, String complaint) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SitesFile.parse(text));
    assertTrue(
        String.valueOf(refused.getMessage()).contains(complaint), () -> refused.getMessage());
  }
}
