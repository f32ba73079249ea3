// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Tells whether the definitions or the generator itself changed since the last run. */
final class Fingerprint {
  private Fingerprint() {}

  /** A digest of every file below {@code definitions} and of the code that {@code type} is in. */
  static String of(Path definitions, Class<?> type) throws IOException {
    MessageDigest digest = sha256();
    add(digest, definitions);
    add(digest, codeOf(type));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
  }

  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the generator's own code has no path", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
