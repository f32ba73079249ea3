// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.tls;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.engine.Stations;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.Knocker;
import dev.stationkeeper.server.ca.TestAuthority;
import dev.stationkeeper.server.gateway.AdmissionPolicy;
import dev.stationkeeper.server.gateway.Gateway;
import dev.stationkeeper.server.gateway.GatewaySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS against a real gateway: versions, suites, certificates, and what flows over it. */
class ServerTlsTest implements Stations {
  private static final StationId STATION = new StationId("CS-1");

  @TempDir Path folder;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicLong connections = new AtomicLong();
  private TestAuthority authority;
  private TestAuthority.Identity ecdsa;
  private TestAuthority.Identity rsa;
  private ServerTls tls;
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    authority = new TestAuthority(folder);
    ecdsa = authority.server("EC", 256);
    rsa = authority.server("RSA", 2048);
    start(Duration.ZERO, GatewaySettings.on("127.0.0.1", 0).withWriteQueueBytes(64 << 20));
  }

  private void start(Duration reload, GatewaySettings settings) throws IOException {
    tls =
        ServerTls.open(
            new TlsSettings(
                List.of(rsa.certificate(), ecdsa.certificate()),
                List.of(rsa.key(), ecdsa.key()),
                "",
                List.of(),
                List.of(),
                reload));
    gateway =
        new Gateway(
            settings.withPorts(GatewaySettings.NONE, 0),
            AdmissionPolicy.OPEN,
            what -> counts.merge(what, 1, Integer::sum),
            tls);
    gateway.start(this);
  }

  @AfterEach
  void close() {
    gateway.close();
    tls.close();
  }

  @Override
  public long opened(
      StationId station, OcppVersion version, String remoteAddress, int securityProfile) {
    return connections.incrementAndGet();
  }

  @Override
  public void received(StationId station, long connection, String text) {
    received.add(text);
  }

  @Override
  public void closed(StationId station, long connection, int code, String reason) {
    received.add("closed " + code);
  }

  private String url() {
    return "wss://localhost:" + gateway.tlsPort() + "/ocpp/CS-1";
  }

  private SSLSession handshake(String[] protocols, String... suites) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            authority
                .client(null)
                .getSocketFactory()
                .createSocket("localhost", gateway.tlsPort())) {
      socket.setSoTimeout(10_000);
      socket.setEnabledProtocols(protocols);
      if (suites.length > 0) {
        socket.setEnabledCipherSuites(suites);
      }
      socket.startHandshake();
      return socket.getSession();
    }
  }

  @Test
  void speaks13And12WithEitherKeyAndTheSuitesThatOcppNames() throws IOException {
    String[] of12 = {"TLSv1.2"};
    assertEquals("TLSv1.3", handshake(new String[] {"TLSv1.3", "TLSv1.2"}).getProtocol());
    for (String suite :
        List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")) {
      SSLSession session = handshake(of12, suite);
      assertEquals("TLSv1.2", session.getProtocol());
      assertEquals(suite, session.getCipherSuite());
      assertEquals(
          suite.contains("ECDSA") ? "EC" : "RSA",
          session.getPeerCertificates()[0].getPublicKey().getAlgorithm());
    }
  }

  @Test
  void endsAHandshakeThatOffersOnlyUnfitSuites() {
    assertThrows(
        SSLHandshakeException.class,
        () -> handshake(new String[] {"TLSv1.2"}, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));
    await().until(() -> counts.getOrDefault("tls_handshake_failed", 0) == 1);
  }

  @Test
  void whatIsNoTlsIsCutAtOnce() throws IOException {
    try (java.net.Socket socket =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), gateway.tlsPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /ocpp/CS-1 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
    await().until(() -> counts.getOrDefault("tls_handshake_failed", 0) == 1);
  }

  @Test
  void messagesOfEverySizeGoBothWaysInOrder() {
    Knocker.Open station = Knocker.open(url(), authority.client(null), true);
    await().until(() -> connections.get() == 1);
    List<String> sent = new ArrayList<>();
    for (int size : new int[] {1, 100, 16_383, 16_384, 16_385, 40_000, 65_536, 131_000}) {
      sent.add(size + "-".repeat(size));
    }
    for (String message : sent) {
      station.socket().sendText(message, true).join();
    }
    await().until(() -> received.size() == sent.size());
    assertEquals(sent, received);
    sent.forEach(message -> gateway.send(STATION, 1, message));
    await().until(() -> station.knocker().received.size() == sent.size());
    assertEquals(sent, station.knocker().received);
  }

  @Test
  void writersOnManyThreadsKeepTheirOrderWhileTheStationTalks() throws InterruptedException {
    Knocker.Open station = Knocker.open(url(), authority.client(null), true);
    await().until(() -> connections.get() == 1);
    int writers = 4;
    int each = 500;
    List<Thread> threads = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < each; i++) {
                      gateway.send(STATION, 1, writer + " " + i + " " + "-".repeat(300));
                    }
                  }));
    }
    for (int i = 0; i < 300; i++) {
      station.socket().sendText("up " + i, true).join();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> station.knocker().received.size() == writers * each && received.size() == 300);
    int[] next = new int[writers];
    for (String line : station.knocker().received) {
      String[] parts = line.split(" ", -1);
      int writer = Integer.parseInt(parts[0]);
      assertEquals(next[writer]++, Integer.parseInt(parts[1]), "of writer " + writer);
    }
    for (int i = 0; i < 300; i++) {
      assertEquals("up " + i, received.get(i));
    }
  }

  @Test
  void aSlowReaderGetsEverythingInOrderOnceItReads() {
    Knocker.Open station = Knocker.open(url(), authority.client(null), false);
    await().until(() -> connections.get() == 1);
    String filler = "-".repeat(64 * 1024);
    int messages = 200;
    for (int i = 0; i < messages; i++) {
      gateway.send(STATION, 1, i + filler);
    }
    station.socket().request(Long.MAX_VALUE);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> station.knocker().received.size() == messages);
    for (int i = 0; i < messages; i++) {
      assertTrue(station.knocker().received.get(i).startsWith(i + "-"), "message " + i);
    }
  }

  @Test
  void closesComeThroughInBothDirections() {
    Knocker.Open first = Knocker.open(url(), authority.client(null), true);
    await().until(() -> connections.get() == 1);
    gateway.close(STATION, 1, 1000, "enough");
    await().until(() -> first.knocker().closed.isDone());
    assertEquals(1000, first.knocker().closed.join());
    Knocker.Open second = Knocker.open(url(), authority.client(null), true);
    await().until(() -> connections.get() == 2);
    second.socket().sendClose(1000, "bye").join();
    await().until(() -> received.equals(List.of("closed 1000", "closed 1000")));
  }

  @Test
  void newCertificatesAreTakenUpWhileConnectionsStay() throws IOException {
    close();
    start(Duration.ofMillis(50), GatewaySettings.on("127.0.0.1", 0));
    Knocker.Open station = Knocker.open(url(), authority.client(null), true);
    await().until(() -> connections.get() == 1);
    TestAuthority.Identity young = authority.server("EC", 256);
    TestAuthority.replace(ecdsa, young);
    await()
        .until(
            () ->
                handshake(new String[] {"TLSv1.3"}).getPeerCertificates()[0].equals(young.leaf()));
    gateway.send(STATION, 1, "still here");
    await().until(() -> station.knocker().received.equals(List.of("still here")));
  }

  @Test
  void filesThatCannotBeUsedLeaveTheOldInForce() throws IOException {
    Files.writeString(ecdsa.certificate(), "nonsense");
    assertThrows(IOException.class, () -> tls.reload());
    assertEquals("TLSv1.3", handshake(new String[] {"TLSv1.3"}).getProtocol());
    assertThrows(
        IOException.class,
        () ->
            ServerTls.open(
                new TlsSettings(
                    List.of(ecdsa.certificate()),
                    List.of(),
                    "",
                    List.of(),
                    List.of(),
                    Duration.ZERO)));
  }
}
