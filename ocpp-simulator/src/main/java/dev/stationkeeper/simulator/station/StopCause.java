// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

/** Why a transaction ends. */
public enum StopCause {
  /** The driver stops it at the station. */
  LOCAL("Local", "Local", "StopAuthorized"),
  /** The CSMS stops it. */
  REMOTE("Remote", "Remote", "RemoteStop"),
  /** The cable is pulled at the car. */
  EV_DISCONNECTED("EVDisconnected", "EVDisconnected", "EVCommunicationLost"),
  /** The CSMS did not accept the token of the running transaction. */
  DEAUTHORIZED("DeAuthorized", "DeAuthorized", "Deauthorized"),
  SOFT_RESET("SoftReset", "ImmediateReset", "ResetCommand"),
  HARD_RESET("HardReset", "ImmediateReset", "ResetCommand"),
  UNLOCK("UnlockCommand", "Other", "UnlockCommand"),
  POWER_LOSS("PowerLoss", "PowerLoss", "AbnormalCondition");

  final String reason16;
  final String reason2;
  final String trigger2;

  StopCause(String reason16, String reason2, String trigger2) {
    this.reason16 = reason16;
    this.reason2 = reason2;
    this.trigger2 = trigger2;
  }
}
