// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.ca.CertificateSigner.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
  private static final StationId STATION = new StationId("CS-1");

  @TempDir Path folder;
  private CertificateAuthority authority;

  @BeforeEach
  void open() throws IOException {
    authority = open("secret");
  }

  private CertificateAuthority open(String password) throws IOException {
    return CertificateAuthority.open(
        folder.resolve("ca/authority.p12"),
        password,
        "Operator",
        InstantSource.system(),
        IssuedCertificates.inMemory(InstantSource.system()));
  }

  private Outcome sign(String request) {
    return authority.sign(STATION, "CS-1", request);
  }

  private static String refusal(Outcome outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome).reason();
  }

  @Tag("A02.FR.04")
  @Tag("A03.FR.04")
  @Tag("1.6:A02.FR.04")
  @Tag("1.6:A03.FR.04")
  @Tag("A02-clock")
  @Test
  void signsWhatNamesTheStationForClientAuthenticationOnly() throws Exception {
    KeyPair pair = TestAuthority.keys("EC", 256);
    List<X509Certificate> chain =
        TestAuthority.chain(sign(TestAuthority.request("O=Operator,CN=CS-1", pair)));
    X509Certificate leaf = chain.getFirst();
    leaf.verify(chain.getLast().getPublicKey());
    leaf.checkValidity();
    leaf.checkValidity(Date.from(Instant.now().minus(Duration.ofMinutes(55))));
    assertEquals(pair.getPublic(), leaf.getPublicKey());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), leaf.getExtendedKeyUsage());
    assertEquals(-1, leaf.getBasicConstraints(), "no authority");
    assertEquals(0, chain.getLast().getBasicConstraints(), "no authority below the issuing one");
  }

  @Test
  void refusesAForeignName() {
    KeyPair pair = TestAuthority.keys("EC", 256);
    assertTrue(refusal(sign(TestAuthority.request("O=Operator,CN=CS-2", pair))).contains("[CS-2]"));
    assertTrue(
        refusal(sign(TestAuthority.request("O=Operator,CN=CS-1,CN=CS-2", pair))).contains("CS-2"),
        "a second name beside its own");
    assertTrue(refusal(sign(TestAuthority.request("O=Other,CN=CS-1", pair))).contains("Operator"));
  }

  @Test
  void refusesAWeakKeyAndOneThatTheStationDoesNotHave() {
    assertTrue(
        refusal(sign(TestAuthority.request("O=Operator,CN=CS-1", TestAuthority.keys("RSA", 1024))))
            .contains("1024 bits"));
    KeyPair others = TestAuthority.keys("EC", 256);
    KeyPair own = TestAuthority.keys("EC", 256);
    assertTrue(
        refusal(sign(TestAuthority.request("O=Operator,CN=CS-1", others, own.getPrivate())))
            .contains("not signed with its own key"));
  }

  @Test
  void refusesWhatIsNoRequest() {
    assertTrue(refusal(sign("hello")).contains("no certificate request"));
    assertTrue(refusal(sign(authority.rootPem())).contains("no certificate request"));
    assertTrue(refusal(sign("x".repeat(6_000))).contains("longer"));
    assertTrue(
        refusal(
                sign(
                    "-----BEGIN CERTIFICATE REQUEST-----\n"
                        + "AAAA\n"
                        + "-----END CERTIFICATE REQUEST-----\n"))
            .contains("cannot be read"));
  }

  @Test
  void isTheSameAfterARestartAndOpensWithItsPasswordOnly() throws IOException {
    assertEquals(authority.rootPem(), open("secret").rootPem());
    assertThrows(IOException.class, () -> open("other"));
    byte[] kept = Files.readAllBytes(folder.resolve("ca/authority.p12"));
    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY"));
  }

  @Test
  void whatWasRevokedIsInItsListAndNothingElse() throws Exception {
    String revoked = serial();
    String good = serial();
    authority.issued().revoke(revoked, "stolen", "ann");
    assertEquals(Optional.empty(), authority.issued().revoke("abc", "", "ann"));
    List<X509CRL> lists =
        CertificateFactory.getInstance("X.509")
            .generateCRLs(
                new ByteArrayInputStream(
                    authority.revocationListPem().getBytes(StandardCharsets.US_ASCII)))
            .stream()
            .map(X509CRL.class::cast)
            .toList();
    assertEquals(2, lists.size());
    lists.getFirst().verify(certificate(authority.issuingPem()).getPublicKey());
    lists.getLast().verify(certificate(authority.rootPem()).getPublicKey());
    assertNotNull(lists.getFirst().getRevokedCertificate(new BigInteger(revoked, 16)));
    assertNull(lists.getFirst().getRevokedCertificate(new BigInteger(good, 16)));
    assertTrue(
        lists
            .getFirst()
            .getNextUpdate()
            .toInstant()
            .isAfter(Instant.now().plus(Duration.ofDays(6))));
  }

  private String serial() {
    return assertInstanceOf(
            Outcome.Signed.class,
            sign(TestAuthority.request("O=Operator,CN=CS-1", TestAuthority.keys("EC", 256))))
        .serialNumber();
  }

  private static X509Certificate certificate(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
