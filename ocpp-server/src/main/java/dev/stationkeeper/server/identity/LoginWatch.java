// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

/** Is told who logs in, tries to, and logs out. Must neither block nor throw. */
public interface LoginWatch {
  /** Is told nothing. */
  LoginWatch NONE = new LoginWatch() {};

  /** What stands for a name that nobody has: people type passwords into the wrong field. */
  String UNKNOWN = "(unknown)";

  /**
   * A password was looked at, or an API token was not known.
   *
   * @param user {@link #UNKNOWN} when there is none of that name
   */
  default void login(String user, String address, boolean succeeded) {}

  /** Somebody ended a session. */
  default void loggedOut(String user, String address) {}
}
