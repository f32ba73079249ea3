// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A type that has changed twice since the first version. */
class SealedJsonTest {
  sealed interface Event {}

  record Moved(String from, String to, int times) implements Event {}

  record Stayed(String where) implements Event {}

  private static ObjectNode namedTo(ObjectNode old) {
    old.set("to", old.remove("target"));
    return old;
  }

  private static ObjectNode counted(ObjectNode old) {
    return old.put("times", 1);
  }

  private final SealedJson<Event> json =
      new SealedJson<>(
          Event.class,
          Map.of("Moved", Map.of(1, SealedJsonTest::namedTo, 2, SealedJsonTest::counted)));

  @Test
  void everyVersionIsReadAsTheNewest() {
    Moved moved = new Moved("a", "b", 1);

    assertEquals(3, json.version("Moved"));
    assertEquals(moved, json.read("Moved", 1, "{\"from\":\"a\",\"target\":\"b\"}"));
    assertEquals(moved, json.read("Moved", 2, "{\"from\":\"a\",\"to\":\"b\"}"));
    assertEquals(moved, json.read("Moved", 3, json.write(moved)));
    assertEquals(new Stayed("a"), json.read("Stayed", 1, "{\"where\":\"a\",\"later\":1}"));
  }

  @Test
  void whatOnlyALaterBuildKnowsIsNotKnown() {
    assertTrue(json.isKnown("Moved", 3));
    assertFalse(json.isKnown("Moved", 4));
    assertFalse(json.isKnown("Stayed", 2));
    assertFalse(json.isKnown("Gone", 1));
  }
}
