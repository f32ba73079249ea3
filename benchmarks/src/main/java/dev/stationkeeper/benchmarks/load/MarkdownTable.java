// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.util.Locale;

/** Prints a table row by row, as each is measured. */
final class MarkdownTable {
  private MarkdownTable() {}

  /** Prints the heads; the first column is text, the others figures. */
  static void heads(String... heads) {
    System.out.println("\n| " + String.join(" | ", heads) + " |");
    System.out.println("| --- |" + " ---: |".repeat(heads.length - 1));
  }

  /** Prints a row. */
  static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** A figure with {@code decimals} places. */
  static String figure(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** What the machine is, for above the tables. */
  static void machine() {
    System.out.printf(
        Locale.ROOT,
        "%s %s, %d processors seen by the generator, Java %s; server and generator on a core each"
            + " where taskset is to be had%n",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
  }
}
