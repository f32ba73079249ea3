// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long and how often is measured: the whole, or a smoke that only shows that a benchmark runs.
 *
 * @param runs of each cell; the median is told
 * @param warmUp before each measurement
 * @param time of each measurement
 * @param share of the stations that the benchmark names
 */
record Scale(int runs, Duration warmUp, Duration time, double share) {
  private static final String SMOKE = "--smoke";
  private static final String WARM_UP_OPTION = "--warm-up=";

  /** A server on one processor is still being compiled after ten seconds. */
  private static final Duration WARM_UP = Duration.ofSeconds(40);

  /**
   * {@code --smoke} among the arguments makes everything short and small, {@code --once} only does
   * it once, {@code --warm-up=SECONDS} warms up for so long.
   */
  static Scale of(String[] arguments) {
    if (List.of(arguments).contains(SMOKE)) {
      return new Scale(1, Duration.ofSeconds(1), Duration.ofSeconds(2), 0.01);
    }
    boolean once = List.of(arguments).contains("--once") || Growth.isWanted(arguments);
    int runs = once ? 1 : 3;
    Duration warmUp =
        Arrays.stream(arguments)
            .filter(argument -> argument.startsWith(WARM_UP_OPTION))
            .map(argument -> argument.substring(WARM_UP_OPTION.length()))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .findFirst()
            .orElse(WARM_UP);
    return new Scale(runs, warmUp, Duration.ofSeconds(10), 1);
  }

  /**
   * The numbers of stations among the arguments, {@code otherwise} when there is none; of those the
   * first is enough to show that it runs.
   */
  static List<Integer> sizes(String[] arguments, List<Integer> otherwise) {
    List<Integer> given =
        Arrays.stream(arguments)
            .filter(argument -> argument.matches("[0-9]{1,6}"))
            .map(Integer::valueOf)
            .toList();
    if (!given.isEmpty()) {
      return given;
    }
    return List.of(arguments).contains(SMOKE) ? otherwise.subList(0, 1) : otherwise;
  }

  int stations(int whole) {
    return Math.max(10, (int) (whole * share));
  }
}
