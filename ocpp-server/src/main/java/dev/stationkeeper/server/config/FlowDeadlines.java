// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import dev.stationkeeper.station.StationMachine;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long steps of flows with stations may take, where they differ from the kind's own.
 *
 * @param byStep by {@code kind.step}, for example {@code reset.down}
 */
public record FlowDeadlines(Map<String, Duration> byStep) {
  private static final Duration LONGEST = Duration.ofDays(30);

  public FlowDeadlines {
    byStep = Collections.unmodifiableMap(new TreeMap<>(byStep));
  }

  /**
   * The deadlines of {@code kind.step=duration}, with semicolons or line breaks between.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static FlowDeadlines parse(String text) {
    Map<String, Duration> deadlines = new TreeMap<>();
    for (String part : text.split("[;\n]", -1)) {
      if (!part.isBlank()) {
        String[] pair = part.strip().split("=", 2);
        if (pair.length != 2) {
          throw new IllegalArgumentException("\"%s\" is no kind.step=duration".formatted(part));
        }
        deadlines.put(step(pair[0].strip()), duration(pair[1].strip()));
      }
    }
    return new FlowDeadlines(deadlines);
  }

  private static String step(String name) {
    int dot = name.indexOf('.');
    if (dot < 1 || dot == name.length() - 1) {
      throw new IllegalArgumentException("\"%s\" is no kind.step of a flow".formatted(name));
    }
    String kind = name.substring(0, dot);
    if (!StationMachine.flowKinds().contains(kind)) {
      throw new IllegalArgumentException(
          "there is no kind of flow \"%s\"; there are %s"
              .formatted(kind, String.join(", ", StationMachine.flowKinds())));
    }
    String step = name.substring(dot + 1);
    Set<String> steps = StationMachine.flowSteps(kind);
    if (!steps.contains(step)) {
      throw new IllegalArgumentException(
          "a flow of the kind \"%s\" has no step \"%s\"; it has %s"
              .formatted(kind, step, String.join(", ", steps)));
    }
    return name;
  }

  private static Duration duration(String text) {
    Duration duration =
        Durations.parse(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"%s\" is no %s".formatted(text, ConfigValues.expected(Duration.class))));
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "\"%s\" is not between 1ms and %s".formatted(text, Durations.format(LONGEST)));
    }
    return duration;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return byStep.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Durations.format(entry.getValue()))
        .collect(Collectors.joining("; "));
  }
}
