// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.StationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a station has to plug into, for the tokens that are not good everywhere. Connector
 * types are in the device model, which is a look into a database: kept until the station tells
 * more.
 */
final class SocketSight {
  private static final int MOST = 256;

  private final StationContext station;
  private @Nullable Map<Integer, Set<String>> types;

  SocketSight(StationContext station) {
    this.station = station;
  }

  void forget() {
    types = null;
  }

  /** What has to be known to judge that token. */
  Sockets of(Tokens tokens, String id, String type) {
    boolean anywhere =
        tokens
            .find(id, type)
            .filter(token -> token.places().isEmpty() && token.connectors().isEmpty())
            .isPresent();
    return anywhere ? Sockets.UNKNOWN : look();
  }

  private Sockets look() {
    Set<Integer> evses = new TreeSet<>();
    for (JsonView connector : station.state().objects("connectors")) {
      int evse = (int) connector.number("evse").orElse(connector.number("connector").orElse(0));
      if (evse > 0 && evses.size() < MOST) {
        evses.add(evse);
      }
    }
    return new Sockets(evses, types());
  }

  private Map<Integer, Set<String>> types() {
    Map<Integer, Set<String>> known = types;
    if (known == null) {
      known = new HashMap<>();
      for (JsonView variable : station.deviceModel().objects("variables")) {
        int evse = (int) variable.number("evse").orElse(0);
        if (evse > 0
            && variable.string("component").orElse("").equals("Connector")
            && variable.string("variable").orElse("").equals("ConnectorType")) {
          known
              .computeIfAbsent(evse, e -> new TreeSet<>())
              .add(variable.string("value").orElse(""));
        }
      }
      types = known;
    }
    return known;
  }
}
