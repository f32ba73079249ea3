// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.access.ServerKey;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.access.StationGate;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.CertificateTable;
import dev.stationkeeper.server.ca.IssuedCertificates;
import dev.stationkeeper.server.gateway.Gateway;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.revocation.ContractCheck;
import dev.stationkeeper.server.revocation.OcspPathChecker;
import dev.stationkeeper.server.revocation.Revocation;
import dev.stationkeeper.server.revocation.RevocationSettings;
import dev.stationkeeper.server.revocation.RevocationSettings.Mode;
import dev.stationkeeper.server.tls.ServerTls;
import dev.stationkeeper.server.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose certificates count: the built-in authority, who is asked about revocation, and the server's
 * side of TLS, each where it is configured. Thread-safe.
 */
final class StationTrust implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StationTrust.class);

  private static final String REVOKED = "the certificate was revoked";

  private final RevocationSettings settings;

  /** For the door. */
  private final Revocation revocation;

  /**
   * For what stations ask. Apart from the door's: who provokes failures, or asks a lot, must not
   * keep the door from asking.
   */
  private final Revocation asked;

  private final ContractCheck contracts;
  private final @Nullable CertificateAuthority authority;
  private final @Nullable Path authorityFile;
  private final @Nullable ServerTls tls;
  private final boolean hasLists;

  private StationTrust(
      NodeSettings node,
      @Nullable CertificateAuthority authority,
      InstantSource clock,
      Counters counters)
      throws IOException {
    this.settings = node.security().revocation();
    this.authority = authority;
    this.authorityFile = node.security().authority();
    this.revocation = new Revocation(settings, clock, counters);
    this.asked = new Revocation(settings, clock, counters);
    this.contracts = ContractCheck.open(asked, clock, settings.contractAuthorities());
    TlsSettings wanted = node.tls();
    this.hasLists = wanted != null && !wanted.revocationLists().isEmpty();
    this.tls = wanted == null ? null : ServerTls.open(wanted, this::checks);
  }

  /**
   * Opens what is configured.
   *
   * @param issued what the built-in authority has issued, where there is one
   * @throws IOException naming the file that is missing or wrong
   */
  static StationTrust open(
      NodeSettings node,
      ServerKey key,
      CertificateTable issued,
      SystemLog system,
      InstantSource clock,
      Counters counters)
      throws IOException {
    SecuritySettings security = node.security();
    Path file = security.authority();
    CertificateAuthority opened = null;
    if (file != null) {
      opened =
          CertificateAuthority.open(
              file,
              key.derive("certificate authority"),
              security.organisation(),
              clock,
              IssuedCertificates.of(issued, system, clock));
      Path root = SecuritySettings.rootOf(file);
      if (!Files.exists(root)) {
        Files.writeString(root, opened.rootPem());
      }
      publish(opened, file);
    }
    return new StationTrust(node, opened, clock, counters);
  }

  /** Writes the authority's revocation lists where others may take them from. */
  private static void publish(CertificateAuthority authority, Path file) throws IOException {
    Path list = SecuritySettings.revocationListOf(file);
    Path partial = list.resolveSibling(list.getFileName() + ".new");
    Files.writeString(partial, authority.revocationListPem());
    Files.move(partial, list, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * From now on a station of profile 3 whose certificate is revoked loses its connection: whoever
   * has the key is not to stay.
   */
  void cutRevoked(StationGate gate, StationEngines engines, Gateway gateway) {
    CertificateAuthority own = authority;
    if (own == null) {
      return;
    }
    own.issued()
        .onRevoked(
            (name, serialNumber) -> {
              StationId station = new StationId(name);
              if (gate.isByCertificate(station)) {
                engines
                    .state(station)
                    .ifPresent(
                        state -> gateway.close(station, state.link().connection(), 1008, REVOKED));
              }
              publishAgain(own);
            });
  }

  /** A full disk keeps nobody from revoking. */
  private void publishAgain(CertificateAuthority own) {
    if (authorityFile != null) {
      try {
        publish(own, authorityFile);
      } catch (IOException e) {
        LOG.error("The revocation list cannot be written beside {}", authorityFile, e);
      }
    }
  }

  private List<PKIXCertPathChecker> checks(Set<TrustAnchor> anchors) {
    List<PKIXCertPathChecker> checks = new ArrayList<>();
    if (authority != null) {
      checks.add(authority.checker());
    }
    if (settings.stations() != Mode.OFF) {
      checks.add(new OcspPathChecker(revocation, settings.stations(), anchors, this::isCovered));
    }
    return checks;
  }

  /** What names no responder may be in a list, or is the built-in authority's own. */
  private boolean isCovered(X509Certificate certificate) {
    return hasLists || (authority != null && authority.isOwn(certificate));
  }

  /** True when the built-in authority has revoked it. */
  boolean isRevoked(X509Certificate certificate) {
    return authority != null && authority.isRevoked(certificate);
  }

  /** The decisions that are made here where no handler makes them. */
  List<HandlerSpec> handlers(StationAccessBook book) {
    List<HandlerSpec> specs = new ArrayList<>();
    if (authority != null) {
      specs.add(CertificateHandler.spec(authority, book));
    }
    if (!settings.contractAuthorities().isEmpty()) {
      specs.add(ContractHandler.spec(contracts));
    }
    if (!settings.hosts().isEmpty()) {
      specs.add(CertificateStatusHandler.spec(asked, contracts));
    }
    return specs;
  }

  @Nullable CertificateAuthority authority() {
    return authority;
  }

  @Nullable ServerTls tls() {
    return tls;
  }

  @Override
  public void close() {
    if (tls != null) {
      tls.close();
    }
    revocation.close();
    asked.close();
  }
}
