// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import dev.stationkeeper.server.ca.IssuedCertificates.Issued;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.StationCertificateIssued;
import dev.stationkeeper.server.log.SystemEvent.StationCertificateRevoked;
import dev.stationkeeper.server.log.SystemPart;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the built-in authority has issued and revoked, as the log tells it. Thread-safe. */
public final class CertificateTable implements SystemPart {
  private static final Set<String> TYPES =
      Set.of("StationCertificateIssued", "StationCertificateRevoked");

  private final Map<String, Issued> bySerial = new ConcurrentHashMap<>();

  /** The time of the latest event: by it, and by no clock, what has run out is told no more. */
  private volatile Instant latest = Instant.EPOCH;

  /** Without certificates. */
  public CertificateTable() {}

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public void apply(SystemEvent event, Instant at) {
    latest = at.isAfter(latest) ? at : latest;
    switch (event) {
      case StationCertificateIssued e ->
          bySerial.put(
              e.serialNumber(),
              new Issued(e.serialNumber(), e.station(), e.notAfter(), null, null));
      case StationCertificateRevoked e ->
          bySerial.computeIfPresent(
              e.serialNumber(),
              (serial, was) -> new Issued(serial, was.station(), was.notAfter(), at, e.reason()));
      default -> {
        // Not about certificates.
      }
    }
  }

  @Override
  public void condensed(BiConsumer<SystemEvent, Instant> to) {
    Instant now = latest;
    new TreeMap<>(bySerial)
        .values().stream()
            .filter(issued -> !issued.notAfter().isBefore(now))
            .forEach(issued -> condensed(issued, now, to));
  }

  private static void condensed(Issued issued, Instant now, BiConsumer<SystemEvent, Instant> to) {
    to.accept(
        new StationCertificateIssued(issued.station(), issued.serialNumber(), issued.notAfter()),
        now);
    Instant revokedAt = issued.revokedAt();
    String reason = issued.reason();
    if (revokedAt != null && reason != null) {
      to.accept(
          new StationCertificateRevoked(issued.station(), issued.serialNumber(), reason),
          revokedAt);
    }
  }

  @Nullable Issued find(String serialNumber) {
    return bySerial.get(serialNumber);
  }

  Collection<Issued> all() {
    return bySerial.values();
  }

  void forgetBefore(Instant now) {
    bySerial.values().removeIf(issued -> issued.notAfter().isBefore(now));
  }
}
