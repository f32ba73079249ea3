// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import dev.stationkeeper.server.gateway.TlsEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.util.SSLFactoryUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificates and whom it trusts, from files. When the files change they are taken up
 * for new handshakes; connections that are open stay as they are. Thread-safe.
 */
public final class ServerTls implements TlsEngines, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  /** A00.FR.318's suites of ECDHE, what TLS 1.3 has, and nothing without forward secrecy. */
  private static final String[] SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final TlsSettings settings;
  private final SSLFactory factory;
  private final ScheduledExecutorService watch;
  private final PathChecks checks;
  private List<String> seen;
  private volatile List<String> faults = List.of();

  private ServerTls(TlsSettings settings, PathChecks checks) throws IOException {
    // A station that renegotiates again and again costs a signature each time (TLS 1.2 only).
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    this.settings = settings;
    this.checks = checks;
    this.seen = look();
    this.factory = TlsMaterial.swappable(settings, checks);
    lookAtNames();
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stationkeeper-tls-watch").daemon().factory());
    long millis = settings.reload().toMillis();
    if (millis > 0) {
      var _ =
          watch.scheduleWithFixedDelay(
              this::reloadIfChanged, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Reads the files.
   *
   * @throws IOException naming the file that is missing or wrong
   */
  public static ServerTls open(TlsSettings settings) throws IOException {
    return open(settings, PathChecks.NONE);
  }

  /**
   * The same; stations' certificates are checked for more.
   *
   * @throws IOException naming the file that is missing or wrong
   */
  public static ServerTls open(TlsSettings settings, PathChecks checks) throws IOException {
    return new ServerTls(settings, checks);
  }

  /**
   * What an operator should put right about the server's own certificates, a sentence each: that
   * they do not name the server as stations know it (A00.FR.510), or are about to end.
   */
  public List<String> faults() {
    return faults;
  }

  private void lookAtNames() throws IOException {
    List<String> found = OwnNames.faults(settings, Instant.now());
    found.stream().filter(fault -> !faults.contains(fault)).forEach(LOG::warn);
    faults = List.copyOf(found);
  }

  @Override
  public SSLContext context() {
    return factory.getSslContext();
  }

  @Override
  public SSLEngine engine() {
    SSLEngine engine = context().createSSLEngine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(SUITES);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setWantClientAuth(!settings.stationAuthorities().isEmpty());
    engine.setSSLParameters(parameters);
    engine.setUseClientMode(false);
    return engine;
  }

  /**
   * Reads the files again for the handshakes to come. What cannot be read leaves the old in force.
   *
   * @throws IOException naming the file that is missing or wrong
   */
  public synchronized void reload() throws IOException {
    List<String> now = look();
    SSLFactoryUtils.reload(factory, TlsMaterial.fresh(settings, checks));
    lookAtNames();
    seen = now;
    LOG.info("The TLS certificates were read again: {}", settings.certificates());
  }

  private synchronized void reloadIfChanged() {
    try {
      if (look().equals(seen)) {
        lookAtNames();
      } else {
        reload();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The new TLS files are not used, the old stay in force: {}", e.getMessage());
    }
  }

  private List<String> look() throws IOException {
    List<String> looks = new ArrayList<>();
    for (Path file :
        Stream.of(
                settings.certificates(),
                settings.keys(),
                settings.stationAuthorities(),
                settings.revocationLists())
            .flatMap(List::stream)
            .toList()) {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      looks.add(file + " " + is.size() + " " + is.lastModifiedTime() + " " + is.fileKey());
    }
    return looks;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
