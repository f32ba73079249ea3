// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import dev.stationkeeper.server.log.NotKeptException;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.StationCertificateIssued;
import dev.stationkeeper.server.log.SystemEvent.StationCertificateRevoked;
import dev.stationkeeper.server.log.SystemFold;
import dev.stationkeeper.server.log.SystemLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the built-in authority has issued and revoked: events of the log, folded into memory at the
 * start, because a handshake must not wait for a read model. A certificate that has run out is
 * forgotten. Thread-safe; changes block until they are on disk.
 */
public final class IssuedCertificates {
  private final CertificateTable table;
  private final @Nullable SystemLog log;
  private final InstantSource clock;
  private volatile BiConsumer<String, String> revoked = (station, serialNumber) -> {};

  private IssuedCertificates(CertificateTable table, @Nullable SystemLog log, InstantSource clock) {
    this.table = table;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A certificate that the authority issued.
   *
   * @param serialNumber hexadecimal, small letters
   * @param revokedAt null while it is good
   */
  public record Issued(
      String serialNumber,
      String station,
      Instant notAfter,
      @Nullable Instant revokedAt,
      @Nullable String reason) {}

  /** Goes on with what {@code table} knows; changes go to {@code system}, and into it. */
  public static IssuedCertificates of(
      CertificateTable table, SystemLog system, InstantSource clock) {
    return new IssuedCertificates(table, system, clock);
  }

  /** Folds what {@code log} knows. Blocks while it reads the whole stream of system events. */
  public static IssuedCertificates open(SegmentedLog log, SystemLog system, InstantSource clock) {
    return of(SystemFold.all(log, new CertificateTable()), system, clock);
  }

  /** Remembered until the process ends. */
  static IssuedCertificates inMemory(InstantSource clock) {
    return new IssuedCertificates(new CertificateTable(), null, clock);
  }

  /** Tells {@code listener} of each station and serial number that is revoked from now on. */
  public void onRevoked(BiConsumer<String, String> listener) {
    revoked = listener;
  }

  void issued(String station, String serialNumber, Instant notAfter) {
    append(new StationCertificateIssued(station, serialNumber, notAfter), "built-in authority");
  }

  /**
   * Revokes a certificate; nothing happens to one that is revoked.
   *
   * @return empty when none with that number was issued, or it has run out
   */
  public Optional<Issued> revoke(String serialNumber, String reason, String by) {
    Issued known = table.find(normal(serialNumber));
    if (known == null) {
      return Optional.empty();
    }
    if (known.revokedAt() == null) {
      append(new StationCertificateRevoked(known.station(), known.serialNumber(), reason), by);
      revoked.accept(known.station(), known.serialNumber());
    }
    return Optional.ofNullable(table.find(known.serialNumber()));
  }

  /** True when a certificate of the authority with that number was revoked. */
  public boolean isRevoked(String serialNumber) {
    Issued known = table.find(serialNumber);
    return known != null && known.revokedAt() != null;
  }

  /** Those that have not run out, the last to run out first; of one station, or of all. */
  public List<Issued> list(@Nullable String station) {
    forgetOld();
    return table.all().stream()
        .filter(issued -> station == null || issued.station().equals(station))
        .sorted(Comparator.comparing(Issued::notAfter).reversed())
        .toList();
  }

  /** Those that were revoked and have not run out. */
  List<Issued> revoked() {
    forgetOld();
    return table.all().stream().filter(issued -> issued.revokedAt() != null).toList();
  }

  private void forgetOld() {
    table.forgetBefore(clock.instant());
  }

  private static String normal(String serialNumber) {
    return serialNumber.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
  }

  private void append(SystemEvent event, String by) {
    if (log != null) {
      try {
        log.append(event, by).toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new NotKeptException(e.getCause() == null ? e : e.getCause());
      }
    }
    table.apply(event, clock.instant());
  }
}
