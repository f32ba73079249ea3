// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.CertificateEvent.CertificateGone;
import dev.stationkeeper.station.event.CertificateEvent.CertificatesListed;
import dev.stationkeeper.station.event.InstalledCertificate;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which certificates a station told that it has, as far as rules for our messages need it. The
 * hashes are in the read model: a hundred thousand stations' do not belong into memory.
 *
 * @param all in the order in which they were told
 */
public record InstalledCertificates(List<Known> all) implements Part {
  /** Of one more certificate than this nothing is known here; its rules are then the station's. */
  static final int LIMIT = 64;

  static final InstalledCertificates NONE = new InstalledCertificates(List.of());

  public InstalledCertificates {
    all = List.copyOf(all);
  }

  /**
   * A certificate.
   *
   * @param serialNumber as the station wrote it
   */
  public record Known(String type, String serialNumber, String hashAlgorithm) {}

  @Override
  public InstalledCertificates after(StationEvent event, Instant at) {
    return switch (event) {
      case CertificatesListed e -> listed(e);
      case CertificateGone e ->
          without(
              known ->
                  known.serialNumber().equals(e.serialNumber())
                      && known.hashAlgorithm().equals(e.hashAlgorithm()));
      default -> this;
    };
  }

  private InstalledCertificates listed(CertificatesListed event) {
    Stream<Known> others =
        event.types().isEmpty()
            ? Stream.empty()
            : all.stream().filter(known -> !event.types().contains(known.type()));
    return new InstalledCertificates(
        Stream.concat(others, event.certificates().stream().map(InstalledCertificates::known))
            .limit(LIMIT)
            .toList());
  }

  private static Known known(InstalledCertificate certificate) {
    return new Known(certificate.type(), certificate.serialNumber(), certificate.hashAlgorithm());
  }

  private InstalledCertificates without(Predicate<Known> gone) {
    return all.stream().anyMatch(gone)
        ? new InstalledCertificates(all.stream().filter(gone.negate()).toList())
        : this;
  }
}
