// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server of ours has counted: limits that were hit, and what stations wrote that is no
 * message.
 *
 * @param counts by the counter's name
 */
record Occurrences(Map<String, Long> counts) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^stationkeeper_(?:occurrences_total\\{what=\"([a-z0-9_]+)\"\\}"
              + "|(messages_malformed)_total\\{[^}]*\\}) (\\S+)$");

  /** Asks a server whose metrics are open. */
  static Occurrences of(Subject subject) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(subject.api().resolve("/metrics")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("The metrics were answered " + answer.statusCode());
      }
      return read(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Occurrences read(String metrics) {
    Map<String, Long> counts = new TreeMap<>();
    Matcher line = LINE.matcher(metrics);
    while (line.find()) {
      String name = line.group(1) == null ? line.group(2) : line.group(1);
      counts.merge(name, (long) Double.parseDouble(line.group(3)), Long::sum);
    }
    return new Occurrences(counts);
  }

  /** What has risen since {@code before}, and by how much; of those let in it says nothing. */
  String since(Occurrences before) {
    return counts.entrySet().stream()
        .filter(count -> !count.getKey().equals("connection_opened"))
        .filter(count -> count.getValue() > before.counts.getOrDefault(count.getKey(), 0L))
        .map(
            count ->
                "`%s` %d"
                    .formatted(
                        count.getKey(),
                        count.getValue() - before.counts.getOrDefault(count.getKey(), 0L)))
        .collect(Collectors.joining(", "));
  }
}
