// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.util.List;

/** Which certificates a station has installed (block M; 1.6 security whitepaper). */
public sealed interface CertificateEvent extends BlockEvent {
  /**
   * The station told which certificates it has (GetInstalledCertificateIds).
   *
   * @param types that were asked for; empty for all
   * @param certificates all of those types, as the station told them; empty when it has none
   */
  record CertificatesListed(List<String> types, List<InstalledCertificate> certificates)
      implements CertificateEvent {
    public CertificatesListed {
      types = List.copyOf(types);
      certificates = List.copyOf(certificates);
    }
  }

  /** The station has the certificate no longer: it deleted it, or did not find it. */
  record CertificateGone(
      String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber)
      implements CertificateEvent {}
}
