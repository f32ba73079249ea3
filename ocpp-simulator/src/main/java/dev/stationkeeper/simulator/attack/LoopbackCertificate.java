// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate of {@code localhost} in PEM files, good for a day: for a server that is
 * to be attacked over TLS. Made by the JDK's own keytool.
 *
 * @param certificate PEM file
 * @param key PEM file, not encrypted
 */
public record LoopbackCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "loopback";
  private static final String ALIAS = "server";

  /**
   * Makes one in {@code folder}. Blocks for about a second.
   *
   * @throws IOException when keytool cannot make it or the files cannot be written
   */
  public static LoopbackCertificate in(Path folder) throws IOException {
    Path store = folder.resolve("loopback.p12");
    keytool(store);
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Key key = keys.getKey(ALIAS, PASSWORD.toCharArray());
      Certificate certificate = keys.getCertificate(ALIAS);
      return new LoopbackCertificate(
          write(folder.resolve("loopback.pem"), "CERTIFICATE", certificate.getEncoded()),
          write(folder.resolve("loopback.key"), "PRIVATE KEY", key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool's store cannot be read", e);
    }
  }

  private static void keytool(Path store) throws IOException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    tool,
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(store)) {
      throw new IOException("keytool made nothing: " + said);
    }
  }

  private static Path write(Path file, String what, byte[] bytes) throws IOException {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
  }
}
