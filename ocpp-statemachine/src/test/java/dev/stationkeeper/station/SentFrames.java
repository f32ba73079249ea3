// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.OutgoingCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds every frame that a machine sends in a test to its definition: whatever the test is about,
 * nothing may leave that the specification forbids.
 */
final class SentFrames {
  private final OutgoingCheck check = OutgoingCheck.ofCsms();
  private final Map<MessageId, Action> asked = new HashMap<>();

  void received(Frame frame) {
    if (frame instanceof Frame.Call call) {
      asked.put(call.id(), call.action());
    }
  }

  void sent(OcppVersion version, Frame frame) {
    switch (frame) {
      case Frame.Call f ->
          assertEquals(
              Optional.empty(), check.request(version, f.action(), f.payload()), f::toString);
      case Frame.CallResult f -> {
        Action action = asked.get(f.id());
        assertTrue(action != null, () -> "an answer to nothing: " + f);
        assertEquals(Optional.empty(), check.response(version, action, f.payload()), f::toString);
      }
      case Frame.CallError f -> error(version, f.code(), f.description());
      case Frame.CallResultError f -> {
        assertTrue(version.isAtLeast(OcppVersion.V2_1), f::toString);
        error(version, f.code(), f.description());
      }
      case Frame.Send f -> throw new AssertionError("a CSMS has nothing to SEND: " + f);
    }
  }

  private static void error(OcppVersion version, ErrorCode code, String description) {
    assertTrue(description.length() <= 255, description);
    assertEquals(code.toSend(version), code, "a code that " + version + " has");
  }
}
