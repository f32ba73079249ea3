// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * The name of an operation without {@code Request} or {@code .req}, case-sensitive. An open set:
 * stations send actions that no version defines.
 *
 * @param name as on the wire, for example {@code BootNotification}
 */
public record Action(String name) {
  public static Action of(String name) {
    return new Action(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
