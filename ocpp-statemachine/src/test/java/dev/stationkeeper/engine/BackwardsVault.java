// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;

/** Seals by writing backwards: what was sealed is not what was given. */
final class BackwardsVault implements SecretVault {
  @Override
  public String seal(StationId station, Command command, String clear) {
    return new StringBuilder(clear).reverse().toString();
  }

  @Override
  public String open(String sealed) {
    return new StringBuilder(sealed).reverse().toString();
  }
}
