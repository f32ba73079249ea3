// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the server's side of TLS is kept.
 *
 * @param certificates PEM files, each with its chain; one per key algorithm
 * @param keys PEM files of the private keys, in the same order
 * @param keyPassword of encrypted keys; empty for none
 * @param stationAuthorities PEM files of those who issue stations' certificates; empty for none
 * @param revocationLists files of CRLs; empty when nothing is looked up
 * @param reload how often files are looked at for changes; zero never
 * @param hostName by which stations reach this server, and which its certificates have to name;
 *     empty when that is not checked
 */
public record TlsSettings(
    List<Path> certificates,
    List<Path> keys,
    String keyPassword,
    List<Path> stationAuthorities,
    List<Path> revocationLists,
    Duration reload,
    String hostName) {
  /** Without a host name to check. */
  public TlsSettings(
      List<Path> certificates,
      List<Path> keys,
      String keyPassword,
      List<Path> stationAuthorities,
      List<Path> revocationLists,
      Duration reload) {
    this(certificates, keys, keyPassword, stationAuthorities, revocationLists, reload, "");
  }

  public TlsSettings {
    certificates = List.copyOf(certificates);
    keys = List.copyOf(keys);
    stationAuthorities = List.copyOf(stationAuthorities);
    revocationLists = List.copyOf(revocationLists);
  }

  @Override
  public String toString() {
    return "TLS with " + certificates;
  }
}
