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
 * What became of each attack, with and without TLS, which counters of the server rose by it, the
 * server's memory before, under and after it, and what a hundred ordinary stations beside it lost.
 * Ends with 1 when they lost anything.
 */
public final class AttackBenchmark {
  private static final int STATIONS = 100;
  private static final int ATTACKERS = 40;
  private static final double MIB = 1024 * 1024;

  /** When this much is over, what is left is told as not measured. */
  private static final Duration LONGEST = Duration.ofMinutes(7);

  /** Of the server, so that the slow attacks are met within a row. */
  private static final String PATIENCE = "2s";

  private static final String PASSWORD = "benchmark-password";

  private final Subject subject;
  private final FleetStatistics stations;
  private final int attackers;
  private final Duration duration;

  private AttackBenchmark(Subject subject, Fleet stations, boolean smoke) {
    this.subject = subject;
    this.stations = stations.statistics();
    this.attackers = smoke ? 10 : ATTACKERS;
    this.duration = Duration.ofSeconds(smoke ? 1 : 3);
  }

  /** {@code [--smoke]}. */
  public static void main(String[] arguments) throws IOException {
    boolean smoke = List.of(arguments).contains("--smoke");
    Path folder = Files.createTempDirectory("attacks-");
    long lost;
    try {
      LoopbackCertificate certificate = LoopbackCertificate.in(folder);
      int tlsPort = Subject.freePort();
      Map<String, String> settings = new HashMap<>();
      settings.put("STATIONKEEPER_OCPP_FRAMES_PER_SECOND", "50");
      settings.put("STATIONKEEPER_OCPP_FRAME_BURST", "500");
      settings.put("STATIONKEEPER_OCPP_CONNECTIONS_PER_ADDRESS", "200");
      settings.put("STATIONKEEPER_OCPP_HANDSHAKE_TIME", PATIENCE);
      settings.put("STATIONKEEPER_OCPP_MESSAGE_TIME", PATIENCE);
      settings.put("STATIONKEEPER_OCPP_COMPRESSION", "true");
      settings.put("STATIONKEEPER_ADMIN_PASSWORD", PASSWORD);
      settings.put("STATIONKEEPER_HTTP_OPEN_METRICS", "true");
      settings.put("STATIONKEEPER_OCPP_TLS_PORT", Integer.toString(tlsPort));
      settings.put("STATIONKEEPER_TLS_CERTIFICATE", certificate.certificate().toString());
      settings.put("STATIONKEEPER_TLS_KEY", certificate.key().toString());
      try (Subject subject = Subject.start(SubjectKind.STATIONKEEPER, settings)) {
        subject.awaitApi();
        announce(subject, "VICTIM", 1);
        announce(subject, "VICTIM-TLS", 2);
        try (Load stations =
            Load.start(
                subject,
                SimulateOptions.of(subject.url(), STATIONS, Profile.STEADY)
                    .withRate(50)
                    .withSourceAddresses(List.of(InetAddress.getByName("127.0.0.2"))))) {
          AttackBenchmark benchmark = new AttackBenchmark(subject, stations.fleet(), smoke);
          URI secure = URI.create("wss://127.0.0.1:" + tlsPort + "/ocpp");
          List<Attack> attacks = smoke ? List.of(Attack.HALF_OPEN) : List.of(Attack.values());
          lost = benchmark.run(List.of(subject.url(), secure), attacks);
        }
      }
    } finally {
      Folders.delete(folder);
    }
    System.exit(lost == 0 ? 0 : 1);
  }

  private long run(List<URI> urls, List<Attack> attacks) throws IOException {
    long until = System.nanoTime() + LONGEST.toNanos();
    // The first pass loads classes and fills pools; what it costs is no leak.
    for (URI url : urls) {
      Attacks.run(options(url, Attack.HANDSHAKE_FLOOD));
    }
    long lost = lost();
    MarkdownTable.machine();
    MarkdownTable.heads(
        "attack",
        "moves and their ends",
        "counters that rose",
        "heap MiB before",
        "under",
        "after",
        "resident MiB before",
        "highest",
        "after",
        "stations: answers",
        "lost");
    int left = 0;
    for (URI url : urls) {
      for (Attack attack : attacks) {
        if (System.nanoTime() - until < 0) {
          measure(url, attack);
        } else {
          left++;
        }
      }
    }
    long lostInAll = lost() - lost;
    System.out.printf(
        "%n%d attackers, %s each, beside %d stations that lost %d answers or connections;"
            + " not measured for want of time: %d%n",
        attackers, duration, STATIONS, lostInAll, left);
    return lostInAll;
  }

  private AttackOptions options(URI url, Attack attack) {
    return new AttackOptions(url, attack, attackers, duration, false);
  }

  private void measure(URI url, Attack attack) throws IOException {
    long lost = lost();
    long answered = stations.answered();
    Occurrences before = Occurrences.of(subject);
    long heapBefore = subject.heap();
    long residentBefore = subject.resident();
    CompletableFuture<AttackReport> attacking =
        CompletableFuture.supplyAsync(() -> Attacks.run(options(url, attack)));
    Subject.pause(duration.toMillis() / 2);
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
        Occurrences.of(subject).since(before),
        figure(heapBefore / MIB, 1),
        figure(heapUnder / MIB, 1),
        figure(heapAfter / MIB, 1),
        figure(residentBefore / MIB, 0),
        figure(highest / MIB, 0),
        figure(subject.resident() / MIB, 0),
        Long.toString(stations.answered() - answered),
        Long.toString(lost() - lost));
  }

  private long lost() {
    return stations.timedOut() + stations.refused() + stations.lostConnections();
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
