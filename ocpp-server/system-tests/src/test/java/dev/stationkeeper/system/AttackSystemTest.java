// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.simulator.Fleet;
import dev.stationkeeper.simulator.FleetStatistics;
import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import dev.stationkeeper.simulator.attack.Attack;
import dev.stationkeeper.simulator.attack.AttackOptions;
import dev.stationkeeper.simulator.attack.AttackReport;
import dev.stationkeeper.simulator.attack.Attacks;
import dev.stationkeeper.simulator.attack.LoopbackCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attack of the simulator against the real process: it ends as it should, and a hundred
 * ordinary stations beside it lose no connection and no answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackSystemTest {
  private static final int STATIONS = 100;

  /** Of the server's own words in one attack, in characters: nobody fills the disk with them. */
  private static final int MOST_SAID = 20_000;

  /** How each attack may end. */
  private static final Map<Attack, Set<String>> ENDS =
      Map.ofEntries(
          Map.entry(Attack.HALF_OPEN, Set.of("cut")),
          Map.entry(Attack.SLOW_HANDSHAKE, Set.of("cut")),
          Map.entry(Attack.HANDSHAKE_FLOOD, Set.of("http 101", "http 503")),
          Map.entry(Attack.ENDLESS_REQUEST, Set.of("http 431", "cut")),
          Map.entry(Attack.HUGE_FRAME, Set.of("close 1009")),
          Map.entry(Attack.DEEP_JSON, Set.of("answered with an error")),
          // A sender that is being closed and goes on sending may lose the close frame to a reset.
          // 1013 when the flood outruns what decides about the frames.
          Map.entry(Attack.FRAME_FLOOD, Set.of("close 1008", "close 1013", "cut")),
          Map.entry(Attack.PING_FLOOD, Set.of("close 1008", "cut")),
          Map.entry(Attack.ENDLESS_FRAGMENTS, Set.of("close 1008", "cut")),
          Map.entry(Attack.SLOW_FRAME, Set.of("close 1008", "cut")),
          Map.entry(Attack.COMPRESSION_BOMB, Set.of("close 1009")),
          // Those within the bound stay.
          Map.entry(Attack.MANY_CONNECTIONS, Set.of("cut", "open")),
          Map.entry(Attack.LOGIN_GUESSING, Set.of("http 401", "http 429")));

  /** Those whose way under TLS is another one: its handshake, its records, its buffers. */
  private static final List<Attack> OVER_TLS =
      List.of(
          Attack.HALF_OPEN,
          Attack.HANDSHAKE_FLOOD,
          Attack.HUGE_FRAME,
          Attack.FRAME_FLOOD,
          Attack.LOGIN_GUESSING);

  @TempDir static Path home;
  private int tlsPort;
  private ServerProcess server;
  private Fleet fleet;

  @BeforeAll
  void start() throws IOException {
    LoopbackCertificate certificate = LoopbackCertificate.in(home);
    tlsPort = ServerProcess.freePort();
    server =
        ServerProcess.start(
            home,
            Map.of(
                "STATIONKEEPER_OCPP_HANDSHAKE_TIME",
                "1s",
                "STATIONKEEPER_OCPP_MESSAGE_TIME",
                "1s",
                "STATIONKEEPER_OCPP_COMPRESSION",
                "true",
                "STATIONKEEPER_OCPP_CONNECTIONS_PER_ADDRESS",
                "200",
                "STATIONKEEPER_OCPP_TLS_PORT",
                Integer.toString(tlsPort),
                "STATIONKEEPER_TLS_CERTIFICATE",
                certificate.certificate().toString(),
                "STATIONKEEPER_TLS_KEY",
                certificate.key().toString()));
    announce("VICTIM", 1);
    announce("VICTIM-TLS", 2);
    fleet =
        Fleet.start(
            SimulateOptions.of(URI.create(server.ocppBase()), STATIONS, Profile.STEADY)
                .withRate(50)
                .withSourceAddresses(List.of(InetAddress.getByName("127.0.0.2"))));
    await().atMost(Duration.ofSeconds(30)).until(() -> fleet.statistics().inService() == STATIONS);
  }

  private void announce(String station, int profile) {
    server
        .api()
        .post(
            "/stations",
            "{\"id\":\"%s\",\"profile\":%d,\"password\":\"the right password\"}"
                .formatted(station, profile));
  }

  @AfterAll
  void stop() {
    fleet.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Attack.class)
  void isStoodAndNobodyElseNoticesIt(Attack attack) {
    isStood(attack, server.ocppBase());
  }

  static List<Attack> overTls() {
    return OVER_TLS;
  }

  @ParameterizedTest
  @MethodSource("overTls")
  void isStoodUnderTls(Attack attack) {
    isStood(attack, "wss://127.0.0.1:" + tlsPort + "/ocpp");
  }

  private void isStood(Attack attack, String url) {
    FleetStatistics stations = fleet.statistics();
    long lost = stations.lostConnections();
    long answered = stations.answered();
    int said = server.output().length();

    AttackReport report =
        Attacks.run(new AttackOptions(URI.create(url), attack, 40, Duration.ofSeconds(2), false));

    Set<String> ends = new HashSet<>(ENDS.getOrDefault(attack, Set.of()));
    if (url.startsWith("wss")) {
      // A handshake with its signatures may not be over within the second that this server gives.
      ends.add("no connection");
    }
    assertTrue(
        ends.containsAll(report.outcomes().keySet()),
        () -> attack + " ended otherwise too: " + report.text());
    assertTrue(report.outcomes().values().stream().anyMatch(times -> times > 0));
    if (attack == Attack.MANY_CONNECTIONS) {
      assertTrue(report.outcomes().containsKey("cut"), report::text);
    }
    assertEquals(lost, stations.lostConnections(), "no station lost its connection");
    await().atMost(Duration.ofSeconds(30)).until(() -> stations.answered() > answered + STATIONS);
    assertEquals(0, stations.timedOut(), "every call was answered in time");
    assertEquals(0, stations.refused(), "and with a result");
    assertEquals(0, stations.dropped());
    assertEquals(STATIONS, stations.connected());
    int more = server.output().length() - said;
    assertTrue(more < MOST_SAID, () -> "it wrote " + more + " characters into its log");
  }
}
