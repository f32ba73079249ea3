// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.stationkeeper.ocpp.OcppVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  private final StateCodec codec = new StateCodec();

  private static StationState busy() {
    return MachineFixture.fresh(OcppVersion.V1_6)
        .whenCall("1", "BootNotification", BootTest.boot(OcppVersion.V1_6))
        .whenDecided("1", BootTest.decision("Accepted"))
        .whenCall("2", "StatusNotification", AvailabilityTest.status16(1, "Charging", null))
        .whenCall("3", "StartTransaction", Transactions16Test.START)
        .whenDecided("3", Transactions16Test.ACCEPTED)
        .whenCommand("c1", "ClearCache", "{}")
        .whenCommand("c2", "Reset", "{\"type\":\"Soft\"}")
        .state();
  }

  @Test
  void aStateComesBackAsItWent() {
    assertEquals(Optional.of(busy()), codec.decode(codec.encode(busy())));
  }

  @Test
  void aSnapshotOfAnotherShapeIsNotRead() {
    String text = codec.encode(busy());
    String other = text.replaceFirst("\"format\":\"[^\"]*\"", "\"format\":\"0-0\"");
    assertNotEquals(text, other);
    assertEquals(Optional.empty(), codec.decode(other));
  }

  @Test
  void aDamagedSnapshotIsNotRead() {
    String text = codec.encode(busy());
    assertEquals(Optional.empty(), codec.decode(text.substring(0, text.length() / 2)));
    assertEquals(Optional.empty(), codec.decode("{}"));
  }
}
