// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run api [--smoke]}: how long the API takes for a page of 100 with 100,000
 * stations known: first and deep pages, every filter, every order, searches that find much and
 * nothing, transactions, events and the overview. One request after the other over HTTP on this
 * machine, from a process of its own.
 */
final class ApiBenchmark {
  private static final int STATIONS = 100_000;
  private static final int SMOKE_STATIONS = 3_000;

  private final ServedFleet served;
  private final int warmUp;
  private final int rounds;

  private ApiBenchmark(ServedFleet served, boolean smoke) {
    this.served = served;
    this.warmUp = smoke ? 3 : 30;
    this.rounds = smoke ? 10 : 100;
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    boolean smoke = List.of(arguments).contains("--smoke");
    int stations = smoke ? SMOKE_STATIONS : STATIONS;
    Path folder = Files.createTempDirectory("benchmark-api-");
    try {
      long begun = System.nanoTime();
      long events = Fleet.write(folder.resolve("data").resolve("log"), stations);
      say("%,d stations, %,d events, written in %.1f s", stations, events, seconds(begun));
      begun = System.nanoTime();
      try (ServedFleet served = ServedFleet.start(folder)) {
        say("ready after %.1f s", seconds(begun));
        served.awaitReadModels();
        say("read models made after %.1f s", seconds(begun));
        new ApiBenchmark(served, smoke).measure(stations);
      }
    } finally {
      delete(folder);
    }
  }

  private void measure(int stations) throws IOException, InterruptedException {
    say("%n| request | items | KiB | median ms | worst of %d ms |", rounds);
    say("| --- | ---: | ---: | ---: | ---: |");
    for (Map.Entry<String, String> request : requests(stations).entrySet()) {
      for (int i = 0; i < warmUp; i++) {
        served.get(request.getValue());
      }
      double[] times = new double[rounds];
      ServedFleet.Answer answer = served.get(request.getValue());
      for (int i = 0; i < rounds; i++) {
        long begun = System.nanoTime();
        answer = served.get(request.getValue());
        times[i] = (System.nanoTime() - begun) / 1e6;
      }
      Arrays.sort(times);
      say(
          "| %s | %d | %.0f | %.1f | %.1f |",
          request.getKey(),
          answer.items(),
          answer.bytes() / 1024.0,
          times[rounds / 2],
          times[rounds - 1]);
    }
  }

  /** By what they are called in the table. */
  private Map<String, String> requests(int stations) throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("stations, first page", "/stations");
    all.put("stations, page in the middle", half("/stations?", stations));
    all.put("one station", "/stations/" + Fleet.id(stations / 2));
    for (String filter :
        List.of(
            "connected=true",
            "connected=false",
            "version=1.6",
            "version=2.1",
            "status=Available",
            "status=Faulted",
            "prefix=" + Fleet.id(stations / 2).substring(0, 6),
            "q=acme",
            "q=street%20976",
            "q=nobody",
            "connected=false&version=2.1",
            "connected=true&status=Faulted",
            "status=Faulted&q=nobody")) {
      all.put("stations, " + filter.replace("%20", " "), "/stations?" + filter);
    }
    for (String sort :
        List.of(
            "-id", "label", "-label", "model", "firmware", "version", "lastSeen", "-lastSeen")) {
      all.put("stations, sort=" + sort, "/stations?sort=" + sort);
      all.put(
          "stations, sort=" + sort + ", in the middle",
          half("/stations?sort=" + sort + "&", stations));
    }
    for (String both :
        List.of(
            "connected=false&sort=lastSeen",
            "connected=true&sort=-lastSeen",
            "version=2.1&sort=label",
            "status=Faulted&sort=lastSeen",
            "q=nobody&sort=model")) {
      all.put("stations, " + both, "/stations?" + both);
    }
    all.put("transactions, first page", "/transactions");
    all.put("transactions, page in the middle", half("/transactions?", 2 * stations));
    String hour =
        "from=" + Fleet.begin(stations / 2) + "&to=" + Fleet.begin(stations / 2).plusSeconds(60);
    for (String filter :
        List.of(
            "active=true",
            "active=false",
            "station=" + Fleet.id(stations / 2),
            hour,
            "sort=startedAt")) {
      all.put("transactions, " + filter, "/transactions?" + filter);
    }
    all.put("events, first page", "/events");
    all.put("events, page in the middle", "/events?after=" + 6L * stations);
    all.put("events of a station", "/events?station=" + Fleet.id(stations / 2));
    all.put("events of a type", "/events?type=TransactionStarted");
    all.put("events of a type that there is none of", "/events?type=StationRemoved");
    all.put("audit, first page", "/audit");
    all.put("alarms, open", "/alarms?open=true");
    all.put("overview", "/overview");
    return all;
  }

  /** The request for the page behind half of a list. */
  private String half(String path, int items) throws IOException, InterruptedException {
    String cursor = "";
    for (int seen = 0; seen < items / 2; seen += 1_000) {
      String next = served.get(path + "limit=1000" + cursor).next();
      cursor = next.isEmpty() ? cursor : "&cursor=" + next;
    }
    return path + cursor.replaceFirst("^&", "");
  }

  static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
