// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import java.util.Locale;
import java.util.Set;

/** Variables and configuration keys whose values nobody is to read (A01.FR.09). */
public final class SecretNames {
  /** The variable of SecurityCtrlr that is a station's password (2.x). */
  public static final String PASSWORD_2X = "BasicAuthPassword";

  /** The configuration key that is a station's password (1.6). */
  public static final String PASSWORD_16 = "AuthorizationKey";

  private static final Set<String> NAMES =
      Set.of(
          PASSWORD_2X.toLowerCase(Locale.ROOT),
          PASSWORD_16.toLowerCase(Locale.ROOT),
          "apnpassword",
          "apnsimpin",
          "vpnkey",
          "vpnpassword");

  private SecretNames() {}

  /** True when the value of that variable or key is a secret. Case does not matter (GEN-06). */
  public static boolean contains(String variable) {
    return NAMES.contains(variable.toLowerCase(Locale.ROOT));
  }
}
