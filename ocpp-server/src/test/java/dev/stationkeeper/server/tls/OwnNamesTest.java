// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.server.ca.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the server's certificate names it as stations know it. */
@Tag("A00.FR.510")
@Tag("1.6:A00.FR.510")
class OwnNamesTest {
  private final Instant early = Instant.now().minus(Duration.ofDays(30));

  @TempDir Path folder;
  private TestAuthority authority;

  @BeforeEach
  void start() {
    authority = new TestAuthority(folder);
  }

  private TlsSettings settings(TestAuthority.Identity server, String host) {
    return new TlsSettings(
        List.of(server.certificate()),
        List.of(server.key()),
        "",
        List.of(),
        List.of(),
        Duration.ZERO,
        host);
  }

  private List<String> faults(String commonName, String alternative, String host)
      throws IOException {
    return OwnNames.faults(settings(authority.serverNamed(commonName, alternative), host), early);
  }

  @Test
  @DisplayName("A00.FR.510: the host name is wanted as CN, and beside it as subjectAltName")
  void theHostNameIsWantedInBothPlaces() throws IOException {
    assertEquals(List.of(), faults("csms.example.org", "csms.example.org", "csms.example.org"));
    assertEquals(List.of(), faults("csms.example.org", "*.example.org", "CSMS.example.org"));
    List<String> onlyAlternative = faults("Charging", "csms.example.org", "csms.example.org");
    assertEquals(1, onlyAlternative.size());
    assertTrue(onlyAlternative.getFirst().contains("as CN"), onlyAlternative::toString);
    List<String> onlyCommon = faults("csms.example.org", "www.example.org", "csms.example.org");
    assertEquals(1, onlyCommon.size());
    assertTrue(onlyCommon.getFirst().contains("subjectAltName"), onlyCommon::toString);
    assertEquals(2, faults("a.example.org", "*.b.org", "csms.example.org").size());
    assertEquals(
        1, faults("a.b.example.org", "*.example.org", "a.b.example.org").size(), "one label only");
  }

  @Test
  void withoutAHostNameNothingIsCompared() throws IOException {
    assertEquals(List.of(), faults("Charging", "www.example.org", ""));
  }

  @Test
  @DisplayName("The server says it in its health, and takes it back with another certificate")
  void theServerSaysIt() throws IOException {
    TestAuthority.Identity wrong = authority.serverNamed("Charging", "localhost");
    try (ServerTls tls = ServerTls.open(settings(wrong, "localhost"))) {
      assertTrue(
          tls.faults().stream().anyMatch(fault -> fault.contains("A00.FR.510")),
          tls.faults()::toString);
      TestAuthority.replace(wrong, authority.serverNamed("localhost", "localhost"));
      tls.reload();
      assertTrue(
          tls.faults().stream().allMatch(fault -> fault.contains(" ends at ")),
          tls.faults()::toString);
    }
  }

  @Test
  void aCertificateThatEndsSoonIsSaid() throws IOException {
    List<String> faults = OwnNames.faults(settings(authority.server("EC", 256), ""), Instant.now());
    assertEquals(1, faults.size());
    assertTrue(faults.getFirst().contains(" ends at "), faults::toString);
  }
}
