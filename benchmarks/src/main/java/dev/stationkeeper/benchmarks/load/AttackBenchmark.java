// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The server's memory before, under and after each attack, with and without TLS, and what a hundred
 * ordinary stations beside it lose.
 */
public final class AttackBenchmark {
  private static final int STATIONS = 100;
  private static final int ATTACKERS = 40;
  private static final double MIB = 1024 * 1024;
  private static final String PASSWORD = "benchmark-password";

  private AttackBenchmark() {}

  /** {@code [--smoke]}. */
  public static void main(String[] arguments) throws IOException {
    boolean smoke = List.of(arguments).contains("--smoke");
    Path folder = Files.createTempDirectory("attacks-");
    try {
      LoopbackCertificate certificate = LoopbackCertificate.in(folder);
      int tlsPort = Subject.freePort();
      Map<String, String> settings = new HashMap<>();
      settings.put("STATIONKEEPER_OCPP_FRAMES_PER_SECOND", "50");
      settings.put("STATIONKEEPER_OCPP_FRAME_BURST", "500");
      settings.put("STATIONKEEPER_OCPP_CONNECTIONS_PER_ADDRESS", "200");
      settings.put("STATIONKEEPER_ADMIN_PASSWORD", PASSWORD);
      settings.put("STATIONKEEPER_OCPP_TLS_PORT", Integer.toString(tlsPort));
      settings.put("STATIONKEEPER_TLS_CERTIFICATE", certificate.certificate().toString());
      settings.put("STATIONKEEPER_TLS_KEY", certificate.key().toString());
      MarkdownTable.machine();
      MarkdownTable.heads(
          "attack",
          "moves and their ends",
          "heap MiB before",
          "under",
          "after",
          "resident MiB before",
          "highest",
          "after",
          "stations: answers",
          "lost");
      try (Subject subject = Subject.start(SubjectKind.STATIONKEEPER, settings)) {
        announce(subject, "VICTIM", 1);
        announce(subject, "VICTIM-TLS", 2);
        try (Load stations =
            Load.start(
                subject,
                SimulateOptions.of(subject.url(), STATIONS, Profile.STEADY)
                    .withRate(50)
                    .withSourceAddresses(List.of(InetAddress.getByName("127.0.0.2"))))) {
          URI secure = URI.create("wss://127.0.0.1:" + tlsPort + "/ocpp");
          List<Attack> attacks = smoke ? List.of(Attack.HALF_OPEN) : List.of(Attack.values());
          // The first pass loads classes and fills pools; what it costs is no leak.
          Attacks.run(options(subject.url(), Attack.HANDSHAKE_FLOOD));
          Attacks.run(options(secure, Attack.HANDSHAKE_FLOOD));
          for (URI url : List.of(subject.url(), secure)) {
            for (Attack attack : attacks) {
              measure(subject, stations.fleet(), url, attack);
            }
          }
        }
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static AttackOptions options(URI url, Attack attack) {
    return new AttackOptions(url, attack, ATTACKERS, Duration.ofSeconds(3), false);
  }

  private static void measure(Subject subject, Fleet fleet, URI url, Attack attack)
      throws IOException {
    FleetStatistics statistics = fleet.statistics();
    long lost = lost(statistics);
    long answered = statistics.answered();
    long heapBefore = subject.heap();
    long residentBefore = subject.resident();
    CompletableFuture<AttackReport> attacking =
        CompletableFuture.supplyAsync(() -> Attacks.run(options(url, attack)));
    Subject.pause(1_500);
    long heapUnder = subject.heap();
    long highest = subject.resident();
    while (!attacking.isDone()) {
      highest = Math.max(highest, subject.resident());
      Subject.pause(50);
    }
    AttackReport report = attacking.join();
    Subject.pause(1_500);
    long heapAfter = subject.heap();
    MarkdownTable.row(
        url.getScheme() + " " + attack.cliName(),
        new TreeMap<>(report.outcomes())
            .entrySet().stream()
                .map(end -> end.getValue() + " " + end.getKey())
                .collect(Collectors.joining(", ")),
        figure(heapBefore / MIB, 1),
        figure(heapUnder / MIB, 1),
        figure(heapAfter / MIB, 1),
        figure(residentBefore / MIB, 0),
        figure(highest / MIB, 0),
        figure(subject.resident() / MIB, 0),
        Long.toString(statistics.answered() - answered),
        Long.toString(lost(statistics) - lost));
  }

  private static long lost(FleetStatistics statistics) {
    return statistics.timedOut() + statistics.refused() + statistics.lostConnections();
  }

  /** Whose password is guessed. */
  private static void announce(Subject subject, String station, int profile) throws IOException {
    String pair =
        Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    String body =
        "{\"id\":\"%s\",\"profile\":%d,\"password\":\"the right password\"}"
            .formatted(station, profile);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(subject.api() + "/stations"))
            .header("Authorization", "Basic " + pair)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 201) {
        throw new IOException(station + " was not announced: " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
