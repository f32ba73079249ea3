// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.station.event.CertificateEvent.CertificateGone;
import dev.stationkeeper.station.event.CertificateEvent.CertificatesListed;
import dev.stationkeeper.station.event.InstalledCertificate;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Which certificates the stations have told that they have. */
final class CertificatesProjection implements Projection {
  private static final Set<String> TYPES = Set.of("CertificatesListed", "CertificateGone");

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of("certificates");
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS certificates (
          id INTEGER PRIMARY KEY, station TEXT NOT NULL, type TEXT NOT NULL,
          hash_algorithm TEXT NOT NULL, issuer_name_hash TEXT NOT NULL,
          issuer_key_hash TEXT NOT NULL, serial_number TEXT NOT NULL, under TEXT,
          at INTEGER NOT NULL)\
        """,
        "CREATE INDEX IF NOT EXISTS certificates_station ON certificates (station, id)");
  }

  @Override
  public boolean takes(String type) {
    return TYPES.contains(type);
  }

  @Override
  public void apply(ViewEvent event, Changes changes) throws SQLException {
    switch (event.station()) {
      case CertificatesListed e -> listed(event, e, changes);
      case CertificateGone e ->
          changes.run(
              "DELETE FROM certificates WHERE station = ? AND hash_algorithm = ?"
                  + " AND issuer_name_hash = ? AND issuer_key_hash = ? AND serial_number = ?",
              event.stream(),
              e.hashAlgorithm(),
              e.issuerNameHash(),
              e.issuerKeyHash(),
              e.serialNumber());
      case null, default -> {
        // not of certificates
      }
    }
  }

  /** What was asked for is told whole: what is not told is not there. */
  private static void listed(ViewEvent event, CertificatesListed listed, Changes changes)
      throws SQLException {
    if (listed.types().isEmpty()) {
      changes.run("DELETE FROM certificates WHERE station = ?", event.stream());
    }
    for (String type : listed.types()) {
      changes.run("DELETE FROM certificates WHERE station = ? AND type = ?", event.stream(), type);
    }
    for (InstalledCertificate certificate : listed.certificates()) {
      changes.run(
          "INSERT INTO certificates (station, type, hash_algorithm, issuer_name_hash,"
              + " issuer_key_hash, serial_number, under, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          event.stream(),
          certificate.type(),
          certificate.hashAlgorithm(),
          certificate.issuerNameHash(),
          certificate.issuerKeyHash(),
          certificate.serialNumber(),
          certificate.under(),
          event.at());
    }
  }

  /** Row numbers depend on how often a list was told. */
  @Override
  public String rows(String table, String schema) {
    return "SELECT station, type, hash_algorithm, issuer_name_hash, issuer_key_hash,"
        + " serial_number, under, at FROM "
        + schema
        + "."
        + table;
  }
}
