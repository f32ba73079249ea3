// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.codec;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the codec benchmarks and prints one Markdown table. The argument is the schema folder. */
public final class CodecTable {
  private static final int MILLIS = 150;

  /** Of warm-up: encoders of large messages reach their last compilation only after seconds. */
  private static final int WARM_UP_MILLIS = 500;

  private static final int ITERATIONS = 10;
  private static final int MEDIAN = 50;

  private CodecTable() {}

  /**
   * Takes about eight minutes. {@code -Dcodec.messages=A,B} measures those only, {@code
   * -Dcodec.iterations=N} shortens or lengthens each cell: for a look, not for the record.
   */
  public static void main(String[] args) throws RunnerException {
    int iterations = Integer.getInteger("codec.iterations", ITERATIONS);
    String messages = System.getProperty("codec.messages", "");
    boolean withSchemas = args.length > 0 && Files.isDirectory(Path.of(args[0], "1.6"));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(CodecBenchmark.class.getName())
            .forks(1)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.milliseconds(WARM_UP_MILLIS))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(MILLIS));
    if (!messages.isEmpty()) {
      options.param("message", messages.split(",", -1));
    }
    if (withSchemas) {
      options.include(SchemaBenchmark.class.getName()).param("schemas", args[0]);
    }
    Map<String, Map<String, Double>> times = new LinkedHashMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      String benchmark = result.getParams().getBenchmark();
      times
          .computeIfAbsent(result.getParams().getParam("message"), m -> new LinkedHashMap<>())
          .put(
              benchmark.substring(benchmark.lastIndexOf('.') + 1),
              // Not the mean: whatever else runs on the machine shows in a few iterations.
              result.getPrimaryResult().getStatistics().getPercentile(MEDIAN));
    }
    print(times, System.out);
    if (!withSchemas) {
      System.out.println(
          "No schema folder was given: the columns of the schema validator are left out.");
    }
  }

  private static void print(Map<String, Map<String, Double>> times, PrintStream out) {
    out.println();
    out.println(
        "| ns per payload | decode + validate | databind | ratio | one tree, networknt, databind |"
            + " times faster | networknt on text, databind on text | times faster | encode +"
            + " validate | databind | ratio |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    times.forEach(
        (message, of) -> {
          double decode = of.getOrDefault("decode", Double.NaN);
          double bind = of.getOrDefault("databindDecode", Double.NaN);
          double schema = of.getOrDefault("databindAndSchema", Double.NaN);
          double text = of.getOrDefault("schemaOnTextThenDatabind", Double.NaN);
          double encode = of.getOrDefault("encode", Double.NaN);
          double write = of.getOrDefault("databindEncode", Double.NaN);
          out.printf(
              Locale.ROOT,
              "| %s | %.0f | %.0f | %.2f | %.0f | %.1f | %.0f | %.1f | %.0f | %.0f | %.2f |%n",
              message,
              decode,
              bind,
              decode / bind,
              schema,
              schema / decode,
              text,
              text / decode,
              encode,
              write,
              encode / write);
        });
  }
}
