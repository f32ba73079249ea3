// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {
  private static SinkSettings of(String... pairs) {
    return new SinkSettings("mine", pairs.length == 0 ? Map.of() : Map.of(pairs[0], pairs[1]));
  }

  private static String refusal(Runnable read) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, read::run).getMessage());
  }

  @Test
  void whatIsNotSetIsTheDefault() {
    BatchPolicy policy = new BatchPolicy(7, 8_000, Duration.ofSeconds(9));
    assertEquals(policy, BatchPolicy.of(of(), policy));
    assertEquals("b", of().oneOf("a", "b", Set.of("b", "c")));
  }

  @Test
  void aRefusalNamesTheHandlerTheSettingTheValueAndWhatWouldDo() {
    assertEquals(
        "The setting batchSize of mine is '0'; it is a whole number from 1 to 50000",
        refusal(() -> of("batchSize", "0").whole("batchSize", 1, 1, 50_000)));
    assertEquals(
        "The setting batchSize of mine is 'many'; it is a whole number from 1 to 50000",
        refusal(() -> of("batchSize", "many").whole("batchSize", 1, 1, 50_000)));
    assertEquals(
        "The setting t of mine is '5s'; it is an ISO 8601 duration from PT1S to PT10S",
        refusal(
            () ->
                of("t", "5s")
                    .time("t", Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10))));
    assertEquals(
        "The setting format of mine is 'csv'; it is one of jsonl, parquet",
        refusal(() -> of("format", "csv").oneOf("format", "jsonl", Set.of("jsonl", "parquet"))));
    assertEquals("mine needs the setting folder", refusal(() -> of().required("folder")));
  }

  @Test
  void aNameThatNobodyAskedForIsNoSetting() {
    SinkSettings settings = of("fodler", "x");
    settings.text("folder");
    assertEquals(
        "mine has no setting fodler; there are folder, personal-data", refusal(settings::end));
    SinkSettings persons = of("personal-data", "true");
    persons.end();
    SinkSettings producer = of("producer.acks", "1");
    assertEquals(Map.of("acks", "1"), producer.beginningWith("producer."));
    producer.end();
  }
}
