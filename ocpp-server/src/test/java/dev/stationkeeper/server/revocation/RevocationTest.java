// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.ca.TestResponder;
import dev.stationkeeper.server.ca.TestResponder.Manner;
import dev.stationkeeper.server.ca.TestResponder.Says;
import dev.stationkeeper.server.revocation.Finding.Status;
import dev.stationkeeper.server.revocation.RevocationSettings.Mode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCSP over real HTTP: answers that count, answers that do not, and hosts that are not asked. */
class RevocationTest {
  @TempDir Path folder;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private TestAuthority authority;
  private TestResponder responder;
  private Instant now = Instant.now();
  private Revocation revocation;

  @BeforeEach
  void start() {
    authority = new TestAuthority(folder);
    responder = new TestResponder(authority);
    revocation = asking(Set.of(responder.host()), Duration.ofSeconds(20));
  }

  private Revocation asking(Set<String> hosts, Duration time) {
    return new Revocation(
        new RevocationSettings(Mode.HARD, hosts, time, List.of()),
        () -> now,
        what -> counts.merge(what, 1, Integer::sum));
  }

  @AfterEach
  void close() {
    revocation.close();
    responder.close();
  }

  private X509Certificate station() {
    return authority.stationKnownAt("CN=CS-1", responder.url()).leaf();
  }

  private Finding of(X509Certificate certificate) {
    return revocation.of(certificate, authority.root());
  }

  @ParameterizedTest
  @EnumSource(names = {"ISSUER", "DELEGATE"})
  void whatTheIssuerOrItsDelegateSaysCounts(Manner manner) {
    responder.manner = manner;
    X509Certificate revoked = station();
    X509Certificate unknown = station();
    responder.says(revoked, Says.REVOKED);
    responder.says(unknown, Says.UNKNOWN);
    assertEquals(Status.GOOD, of(station()).status());
    assertEquals(Status.REVOKED, of(revoked).status());
    assertEquals(Status.UNKNOWN, of(unknown).status());
  }

  @ParameterizedTest
  @EnumSource(names = {"STATION", "STRANGER", "REDIRECTS", "ENDLESS", "NONSENSE"})
  void whatAnybodyElseSaysDoesNot(Manner manner) {
    responder.manner = manner;
    Finding finding = of(station());
    assertEquals(Status.FAILED, finding.status());
    assertTrue(!finding.reason().isEmpty());
    assertEquals(1, responder.asked.get(), "and a redirection is not followed");
  }

  @Test
  void anAnswerThatIsOutOfDateDoesNotCount() {
    responder.validity = Duration.ofDays(-1);
    assertEquals(Status.FAILED, of(station()).status());
    assertTrue(of(station()).reason().contains("out of date"), of(station()).reason());
  }

  @Test
  void anotherIssuersAnswerDoesNotCount() {
    TestAuthority other = new TestAuthority(folder);
    assertEquals(Status.FAILED, revocation.of(station(), other.root()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/ocsp",
        "http://localhost/ocsp",
        "http://user@localhost:%d/ocsp",
        "file:///etc/passwd",
        "//localhost:%d/ocsp",
        "localhost:%d",
        "http://[",
      })
  void onlyHostsOfTheConfigurationAreAsked(String address) {
    int port = Integer.parseInt(responder.host().split(":", -1)[1]);
    X509Certificate certificate =
        authority.stationKnownAt("CN=CS-1", address.formatted(port)).leaf();
    assertEquals(Status.FAILED, of(certificate).status());
    assertEquals(0, responder.asked.get());
  }

  @Test
  void whatNamesNoResponderCannotBeLearned() {
    Finding finding = of(authority.station("CN=CS-1").leaf());
    assertEquals(Status.FAILED, finding.status());
    assertTrue(finding.reason().contains("names no responder"), finding.reason());
  }

  @Test
  void anAnswerIsRememberedUntilItsEnd() {
    X509Certificate certificate = station();
    of(certificate);
    of(certificate);
    assertEquals(1, responder.asked.get());
    now = now.plus(Duration.ofMinutes(61));
    of(certificate);
    assertEquals(2, responder.asked.get());
    assertEquals(1, counts.get("revocation_remembered"));
  }

  @Test
  void aHostThatIsSilentIsLeftAloneForAWhile() {
    revocation.close();
    revocation = asking(Set.of(responder.host()), Duration.ofSeconds(2));
    responder.manner = Manner.SILENT;
    assertTrue(of(station()).reason().contains("has not answered"));
    assertEquals(Status.FAILED, of(station()).status());
    assertEquals(1, responder.asked.get());
    assertEquals(1, counts.get("revocation_host_left_alone"));
    responder.manner = Manner.ISSUER;
    now = now.plus(Responders.LEFT_ALONE).plusSeconds(1);
    revocation.close();
    revocation = asking(Set.of(responder.host()), Duration.ofSeconds(20));
    assertEquals(Status.GOOD, of(station()).status());
  }

  @Test
  void noMoreAreRememberedThanAllowedAndNoneForTooLong() {
    Remembered<String> remembered = new Remembered<>(2, () -> now);
    remembered.keep("a", "A", now.plus(Duration.ofDays(30)));
    remembered.keep("b", "B", now.plusSeconds(60));
    remembered.find("a");
    remembered.keep("c", "C", now.plusSeconds(60));
    assertEquals(2, remembered.size());
    assertTrue(remembered.find("b").isEmpty(), "the least recently used went");
    now = now.plus(Remembered.LONGEST).plusSeconds(1);
    assertTrue(remembered.find("a").isEmpty(), "whatever the answer says");
  }
}
