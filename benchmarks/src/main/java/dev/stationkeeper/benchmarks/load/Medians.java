// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several runs of one cell. */
final class Medians {
  /** One run. */
  interface Run<T> {
    T once() throws IOException;
  }

  private Medians() {}

  /** The run whose figure is in the middle. */
  static <T> T of(int runs, ToDoubleFunction<T> figure, Run<T> run) throws IOException {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      all.add(run.once());
    }
    all.sort(Comparator.comparingDouble(figure));
    return all.get(all.size() / 2);
  }
}
