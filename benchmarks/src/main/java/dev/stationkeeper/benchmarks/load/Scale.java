// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long and how often is measured: the whole, or a smoke that only shows that a benchmark runs.
 *
 * @param runs of each cell; the median is told
 * @param warmUp before each measurement, at least
 * @param fixed the warm-up takes no longer than that
 * @param settling between the warm-up and the measurement
 * @param time of each measurement
 * @param share of the stations that the benchmark names
 */
record Scale(
    int runs, Duration warmUp, boolean fixed, Duration settling, Duration time, double share) {
  private static final String SMOKE = "--smoke";
  private static final String WARM_UP_OPTION = "--warm-up=";
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofSeconds(150);

  /**
   * What few stations are given, too: as long does a server take that does much for each answer.
   */
  private static final Duration ENOUGH = Duration.ofSeconds(90);

  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** What the coming of a station began takes so long where it comes to most. */
  private static final Duration FOR_EACH = Duration.ofMillis(10);

  /**
   * {@code --smoke} among the arguments makes everything short and small, {@code --once} only does
   * it once, {@code --warm-up=SECONDS} warms up for just so long.
   */
  static Scale of(String[] arguments) {
    if (List.of(arguments).contains(SMOKE)) {
      Duration second = Duration.ofSeconds(1);
      return new Scale(1, second, true, second.dividedBy(5), second.multipliedBy(2), 0.01);
    }
    boolean once = List.of(arguments).contains("--once") || Growth.isWanted(arguments);
    List<Duration> given =
        Arrays.stream(arguments)
            .filter(argument -> argument.startsWith(WARM_UP_OPTION))
            .map(argument -> argument.substring(WARM_UP_OPTION.length()))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .toList();
    return new Scale(
        once ? 1 : 3,
        given.isEmpty() ? WARM_UP : given.getFirst(),
        !given.isEmpty(),
        SETTLING,
        Duration.ofSeconds(10),
        1);
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

  /** True when it is only to be shown that it runs. */
  boolean isSmoke() {
    return share < 1;
  }

  int stations(int whole) {
    return Math.max(10, (int) (whole * share));
  }

  /** The longest warm-up with so many stations. */
  Duration mostWarmUp(int stations) {
    if (fixed) {
      return warmUp;
    }
    Duration most = warmUp.plus(FOR_EACH.multipliedBy(stations));
    Duration atLeast = most.compareTo(ENOUGH) < 0 ? ENOUGH : most;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }
}
