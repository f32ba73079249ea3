// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import java.util.List;

/** Events that every consumer meets: known and unknown ones, of stations and of the server. */
final class SampleEvents {
  private SampleEvents() {}

  static List<TckEvent> all() {
    return List.of(
        TckEvent.own("ServerStarted", "{\"version\":\"1\"}"),
        TckEvent.of("CS-1", "ConnectionOpened", "{\"connection\":1,\"version\":\"2.0.1\"}"),
        TckEvent.of("CS-1", "AnEventOfALaterVersion", "{\"new\":{\"deep\":[1,2,3]}}"),
        TckEvent.of("CS-2", "ConnectionOpened", "{}"),
        TckEvent.of("CS-2", "TransactionStarted", "{}"),
        TckEvent.of("CS-1", "ConnectorStatusChanged", "{\"status\":\"NeverHeardOf\"}"),
        TckEvent.own("AnEventOfALaterVersion", "{}"),
        TckEvent.own("AlarmRaised", "{}"),
        TckEvent.of("CS-2", "TransactionEnded", "{\"reason\":\"\\u0000\"}"),
        TckEvent.of("CS-1", "ConnectionClosed", "{}"));
  }
}
