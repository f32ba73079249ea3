// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import static dev.stationkeeper.benchmarks.load.MarkdownTable.figure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a station costs when there are 1, 4 and 16 times as many: one run of each size, all in ten
 * minutes, so that a curve that bends is seen. A size for which no time is left has an empty row.
 */
final class Growth {
  static final String OPTION = "--growth";

  private static final int BASE = 1_000;
  private static final List<Integer> TIMES = List.of(1, 4, 16);
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  /** What starting a server and bringing up a fleet takes at least. */
  private static final Duration COMING_UP = Duration.ofSeconds(30);

  private final List<Integer> sizes;
  private final long end = System.nanoTime() + AT_MOST.toNanos();
  private final Scale scale;

  /** How long each size took in the tables before. */
  private final Map<Integer, Duration> took = new HashMap<>();

  private Growth(List<Integer> sizes, Scale scale) {
    this.sizes = sizes;
    this.scale = scale;
  }

  private boolean hasTimeFor(int stations) {
    Duration wanted =
        took.getOrDefault(stations, COMING_UP.plus(scale.mostWarmUp(stations)).plus(scale.time()));
    return System.nanoTime() + wanted.toNanos() < end;
  }

  static boolean isWanted(String[] arguments) {
    return List.of(arguments).contains(OPTION);
  }

  /** The sizes are 1, 4 and 16 times the first number among the arguments, or 1,000. */
  static Growth of(String[] arguments, Scale scale) {
    int base = Scale.sizes(arguments, List.of(BASE)).getFirst();
    return new Growth(TIMES.stream().map(times -> scale.stations(base) * times).toList(), scale);
  }

  /**
   * One size.
   *
   * @param cost what is to stay the same from size to size
   * @param figures the other columns, as they are shown
   */
  record Cell(double cost, List<String> figures) {
    static Cell of(double cost, String... figures) {
      return new Cell(cost, Arrays.asList(figures));
    }
  }

  /** Measures one size. */
  interface Measure {
    Cell of(int stations) throws IOException;
  }

  /** Prints a table: a row for each size, its cost, that beside the smallest size's, the rest. */
  void table(String title, String cost, List<String> columns, Measure measure) throws IOException {
    List<String> heads = new ArrayList<>(List.of(title, cost, "of the smallest"));
    heads.addAll(columns);
    MarkdownTable.heads(heads.toArray(String[]::new));
    double first = 0;
    for (int stations : sizes) {
      List<String> row = new ArrayList<>(List.of(stations + " stations"));
      long begin = System.nanoTime();
      if (!hasTimeFor(stations)) {
        row.add("no time left");
      } else {
        Cell cell = measure.of(stations);
        took.put(stations, Duration.ofNanos(System.nanoTime() - begin));
        first = first == 0 ? cell.cost() : first;
        row.add(figure(cell.cost(), 1));
        row.add(figure(first == 0 ? 1 : cell.cost() / first, 2));
        row.addAll(cell.figures());
      }
      while (row.size() < heads.size()) {
        row.add("");
      }
      MarkdownTable.row(row.toArray(String[]::new));
    }
  }
}
