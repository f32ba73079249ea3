// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another Java process, by the JDK's own jcmd. */
final class JavaHeap {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private JavaHeap() {}

  /** Bytes in use after a full collection; -1 when the process is no Java. */
  static long used(long pid) throws IOException {
    jcmd(pid, "GC.run");
    // The first two lines with "used" are the generations (or the heap as a whole with G1); the
    // metaspace's come after them.
    String info = jcmd(pid, "GC.heap_info");
    int metaspace = info.indexOf("Metaspace");
    Matcher used = USED.matcher(metaspace < 0 ? info : info.substring(0, metaspace));
    long sum = -1;
    while (used.find()) {
      sum = Math.max(sum, 0) + Long.parseLong(used.group(1)) * 1024;
    }
    return sum;
  }

  private static String jcmd(long pid, String what) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(tool.toString(), Long.toString(pid), what)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
