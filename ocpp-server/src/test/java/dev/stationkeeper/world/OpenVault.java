// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.SecretVault;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;

/** A vault that hides nothing: there are no secrets in this world. */
final class OpenVault implements SecretVault {
  @Override
  public String seal(StationId station, Command command, String clear) {
    return clear;
  }

  @Override
  public String open(String sealed) {
    return sealed;
  }
}
