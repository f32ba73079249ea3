// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of the server that is in no database: 256 random bits in a file that only its user can
 * read. What is derived from it is of no use without that file. Immutable, thread-safe.
 */
public final class ServerKey {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  private ServerKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /**
   * The key of {@code file}, which is made when it is not there.
   *
   * @throws IOException when it can neither be read nor made, or holds something else
   */
  public static ServerKey open(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      make(file, random);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not the server's key: it is no Base64", e);
    }
    if (bytes.length != BYTES) {
      throw new IOException(file + " is not the server's key: it has not 32 bytes");
    }
    return new ServerKey(bytes);
  }

  /**
   * The key beside {@code file} that only saves time: it is never backed up, and where it is lost a
   * new one is made.
   *
   * @throws IOException as {@link #open}
   */
  public static ServerKey quick(Path file, SecureRandom random) throws IOException {
    return open(file.resolveSibling("quick.key"), random);
  }

  /** A key that nobody can open anything with after the process has ended. */
  static ServerKey forThisProcess(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ServerKey(bytes);
  }

  private static void make(Path file, SecureRandom random) throws IOException {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder, only("rwx------"));
    }
    Files.createFile(file, only("rw-------"));
    Files.writeString(
        file, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.WRITE);
  }

  private static FileAttribute<?>[] only(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** HMAC-SHA-256 of the parts, each of which is kept apart from the next. */
  byte[] mac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(Integer.toString(part.length).getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) ':');
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + HMAC, e);
    }
  }

  /** A secret of its own for {@code purpose}, 256 bits in Base64. */
  public String derive(String purpose) {
    return Base64.getEncoder()
        .encodeToString(
            mac(
                "derive".getBytes(StandardCharsets.US_ASCII),
                purpose.getBytes(StandardCharsets.UTF_8)));
  }
}
