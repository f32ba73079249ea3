// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The images of a folder on this machine. An address in a command only names one of them, by its
 * last element; nobody is ever asked for it.
 */
final class FirmwareImages {
  private static final int PIECE = 1 << 16;
  private static final Pattern LAST = Pattern.compile("[^?#]*/([^/?#]+)(?:[?#].*)?");
  private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]+");

  private final @Nullable Path folder;

  FirmwareImages(@Nullable Path folder) {
    this.folder = folder;
  }

  /** The file with what is at {@code location}; empty when there is none here. */
  Optional<Path> find(String location) {
    Path in = folder;
    Matcher last = LAST.matcher(location);
    if (in == null || !last.matches()) {
      return Optional.empty();
    }
    try {
      String name = URLDecoder.decode(last.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!NAME.matcher(name).matches()) {
        return Optional.empty();
      }
      Path file = in.resolve(name);
      // No links either: what is looked at is in this folder.
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // A percent sign without two digits behind it, or what no file can be called.
      return Optional.empty();
    }
  }

  /** True when {@code signature} is over what the file holds. Reads all of it. */
  static boolean isSigned(Path file, FirmwareSignature signature) throws IOException {
    FirmwareSignature.Verification verification = signature.verification();
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        verification.read(piece, read);
      }
    }
    return verification.isGood();
  }
}
