// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.transactions;

/** Words of the meter that mean the same in every version, and the defaults among them. */
final class Measurand {
  static final String ENERGY_IMPORT = "Energy.Active.Import.Register";
  static final String PERIODIC = "Sample.Periodic";
  static final String BEGIN = "Transaction.Begin";
  static final String END = "Transaction.End";
  static final String OUTLET = "Outlet";
  static final String WH = "Wh";

  private Measurand() {}

  static boolean isEnergy(String measurand) {
    return measurand.startsWith("Energy.");
  }
}
