// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at certificate and signature of a firmware before a station is told to install it (1.6
 * A00.FR.704, 706; 2.x A00.FR.707): the chain up to a configured authority, its dates, its key, the
 * form of the signature, and where the image lies on this machine the signature over it. Without an
 * authority nothing is looked at. Thread-safe; blocks while an image is read, one at a time.
 */
public final class FirmwareCheck {
  private static final int MOST_REMEMBERED = 100;

  private final FirmwareSettings settings;
  private final SigningCertificates certificates;
  private final FirmwareImages images;
  private final InstantSource clock;
  private final Counters counters;

  /** Images that were found good: a task sends the same to many stations. Guarded by this. */
  private final Set<Verified> verified = new LinkedHashSet<>();

  private FirmwareCheck(
      FirmwareSettings settings,
      SigningCertificates certificates,
      InstantSource clock,
      Counters counters) {
    this.settings = settings;
    this.certificates = certificates;
    this.images = new FirmwareImages(settings.folder());
    this.clock = clock;
    this.counters = counters;
  }

  /** A file as it was when its signature was found good. */
  private record Verified(Path file, long size, FileTime changed, PublicKey key, String value) {}

  /**
   * A check by what is configured. The files are read once.
   *
   * @throws IOException naming the file or folder that cannot be used
   */
  public static FirmwareCheck open(
      FirmwareSettings settings, InstantSource clock, Counters counters) throws IOException {
    Path folder = settings.folder();
    if (settings.authorities().isEmpty() && (folder != null || settings.signed())) {
      throw new IOException(
          "firmware.folder and firmware.signed need firmware.authority: who signs firmware");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException("firmware.folder: " + folder + " is no folder");
    }
    return new FirmwareCheck(
        settings, SigningCertificates.of(settings.authorities()), clock, counters);
  }

  /** A sentence that says why the command is not sent; empty when it may be. */
  public Optional<String> fault(Action action, JsonView payload) {
    boolean update =
        action.name().equals("UpdateFirmware") || action.name().equals("SignedUpdateFirmware");
    if (!update || settings.authorities().isEmpty()) {
      return Optional.empty();
    }
    try {
      check(payload);
      return Optional.empty();
    } catch (RefusedFirmwareException e) {
      counters.count("firmware_refused");
      return Optional.ofNullable(e.getMessage());
    }
  }

  private void check(JsonView payload) throws RefusedFirmwareException {
    Optional<String> certificate = payload.string("firmware", "signingCertificate");
    Optional<String> value = payload.string("firmware", "signature");
    if (certificate.isEmpty() && value.isEmpty()) {
      if (settings.signed()) {
        throw new RefusedFirmwareException(
            "Firmware is sent with signingCertificate and signature only (firmware.signed).");
      }
      counters.count("firmware_unsigned");
      return;
    }
    if (certificate.isEmpty() || value.isEmpty()) {
      throw new RefusedFirmwareException(
          "signingCertificate and signature belong together; one of them is missing.");
    }
    PublicKey key = certificates.keyOf(certificate.get(), clock.instant());
    FirmwareSignature signature = FirmwareSignature.of(value.get(), key);
    Optional<Path> image = images.find(payload.string("firmware", "location").orElse(""));
    if (image.isEmpty()) {
      counters.count("firmware_image_not_here");
      return;
    }
    checkImage(image.get(), signature, key, value.get());
  }

  private synchronized void checkImage(
      Path file, FirmwareSignature signature, PublicKey key, String value)
      throws RefusedFirmwareException {
    try {
      Verified now =
          new Verified(file, Files.size(file), Files.getLastModifiedTime(file), key, value);
      if (verified.contains(now)) {
        return;
      }
      if (!FirmwareImages.isSigned(file, signature)) {
        throw new RefusedFirmwareException(
            "The signature is not over the image %s in firmware.folder, or not of the signing"
                    .formatted(file.getFileName())
                + " certificate.");
      }
      counters.count("firmware_image_verified");
      if (verified.size() >= MOST_REMEMBERED) {
        verified.remove(verified.iterator().next());
      }
      verified.add(now);
    } catch (IOException e) {
      throw new RefusedFirmwareException(
          "The image %s in firmware.folder cannot be read.".formatted(file.getFileName()));
    }
  }
}
