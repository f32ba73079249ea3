// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

/**
 * Somebody who may use the API.
 *
 * @param passwordHash in the form of {@link PasswordHash}; never leaves the server
 */
public record User(String name, Role role, String passwordHash) {
  @Override
  public String toString() {
    return "User[" + name + ", " + role.wireName() + "]";
  }
}
