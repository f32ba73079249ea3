// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The rule that nothing open is served to a network by accident. */
public final class BindRule {
  private BindRule() {}

  /**
   * Checks that {@code config} serves stations without credentials on loopback only, unless it says
   * that it wants to.
   *
   * @throws ConfigException with a sentence that names the key to set
   */
  public static void check(ServerConfig config) {
    if (!isLoopback(config.bind())
        && config.security().defaultProfile() == 0
        && !config.ocpp().allowUnauthenticated()) {
      throw new ConfigException(
          List.of(
              "Refused to serve on "
                  + config.bind()
                  + ": stations need no credentials there, anybody who reaches the port could pose"
                  + " as one. Set security.default-profile to 1 or more"
                  + " (STATIONKEEPER_SECURITY_DEFAULT_PROFILE=1) and give each station its password"
                  + " with \"station add\", or set ocpp.allow-unauthenticated to true"
                  + " (STATIONKEEPER_OCPP_ALLOW_UNAUTHENTICATED=true) if something in front of it"
                  + " keeps others out, or keep bind at 127.0.0.1."));
    }
  }

  /** True when {@code bind} names this machine only. */
  static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ConfigException(
          List.of("bind: \"" + bind + "\" is no address of this machine, for example 127.0.0.1."));
    }
  }
}
