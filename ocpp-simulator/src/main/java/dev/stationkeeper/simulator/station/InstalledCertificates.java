// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.JsonView;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The root certificates that a 2.x station was given (M03, M04, M05). Roots sign themselves. */
final class InstalledCertificates {
  private static final int MOST = 20;
  private static final String HASH_DATA = "certificateHashData";

  private record Installed(String type, JsonView hashes) {}

  private final List<Installed> installed = new ArrayList<>(0);

  Answer install(JsonView payload) {
    if (installed.size() >= MOST) {
      return Answer.status("Rejected");
    }
    try {
      JsonView hashes = hashes(payload.string("certificate").orElse(""));
      installed.add(new Installed(payload.string("certificateType").orElse(""), hashes));
      return Answer.status("Accepted");
    } catch (GeneralSecurityException e) {
      return Answer.status("Failed");
    }
  }

  Answer list(JsonView payload) {
    List<String> wanted = payload.strings("certificateType");
    List<JsonView> chains =
        installed.stream()
            .filter(one -> wanted.isEmpty() || wanted.contains(one.type()))
            .map(
                one ->
                    JsonView.object()
                        .put("certificateType", one.type())
                        .put(HASH_DATA, one.hashes())
                        .build())
            .toList();
    return chains.isEmpty()
        ? Answer.status("NotFound")
        : Answer.of(
            JsonView.object()
                .put("status", "Accepted")
                .putObjects("certificateHashDataChain", chains)
                .build());
  }

  Answer delete(JsonView payload) {
    String key = payload.string(HASH_DATA, "issuerKeyHash").orElse("");
    String serial = payload.string(HASH_DATA, "serialNumber").orElse("");
    boolean deleted =
        installed.removeIf(
            one ->
                one.hashes().string("issuerKeyHash").orElse("").equals(key)
                    && one.hashes().string("serialNumber").orElse("").equals(serial));
    return Answer.status(deleted ? "Accepted" : "NotFound");
  }

  private static JsonView hashes(String pem) throws GeneralSecurityException {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    return JsonView.object()
        .put("hashAlgorithm", "SHA256")
        .put("issuerNameHash", sha256(certificate.getIssuerX500Principal().getEncoded()))
        .put("issuerKeyHash", sha256(bits(certificate.getPublicKey().getEncoded())))
        .put("serialNumber", certificate.getSerialNumber().toString(16))
        .build();
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** The bits of the key alone, behind its algorithm (RFC 6960, 4.1.1). */
  private static byte[] bits(byte[] keyInfo) {
    ByteBuffer der = ByteBuffer.wrap(keyInfo);
    length(der);
    int algorithm = length(der);
    der.position(der.position() + algorithm);
    int bits = length(der);
    der.get(); // of the last byte no bit is unused
    byte[] key = new byte[bits - 1];
    der.get(key);
    return key;
  }

  /** Reads a tag and the length behind it. */
  private static int length(ByteBuffer der) {
    der.get();
    int first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (der.get() & 0xff);
    }
    return length;
  }
}
