// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The threads of the process, virtual ones too: a thread dump has both. */
final class LiveThreads {
  private static final Pattern THREAD = Pattern.compile("^#(\\d+) \"(.*)\"(.*)$");
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Threads that the platform starts when somebody first needs them, and keeps. */
  private static final Pattern PLATFORMS =
      Pattern.compile(
          "ForkJoinPool.*|CompletableFuture.*|VirtualThread-.*|Read-Poller|Write-Poller|"
              + "process reaper.*|Cleaner-.*|Common-Cleaner|Attach Listener|.*Compiler.*|"
              + "Notification Thread|HttpClient-.*|Keep-Alive-.*|junit.*|surefire.*");

  private final SortedMap<Long, String> before;

  private LiveThreads(SortedMap<Long, String> before) {
    this.before = before;
  }

  /** Those that are there now. */
  static LiveThreads now() throws IOException {
    return new LiveThreads(dump());
  }

  /** Those that came since and are still there after {@code patience}, by number. */
  SortedMap<Long, String> moreAfter(Duration patience) throws IOException {
    long began = System.nanoTime();
    SortedMap<Long, String> more = more();
    while (!more.isEmpty() && System.nanoTime() - began < patience.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      more = more();
    }
    return more;
  }

  private SortedMap<Long, String> more() throws IOException {
    SortedMap<Long, String> more = dump();
    more.keySet().removeAll(before.keySet());
    more.values().removeIf(name -> PLATFORMS.matcher(name).matches());
    return more;
  }

  private static SortedMap<Long, String> dump() throws IOException {
    Path folder = Files.createTempDirectory("threads");
    Path file = folder.resolve("dump.txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      SortedMap<Long, String> threads = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        Matcher thread = THREAD.matcher(line);
        if (thread.matches()) {
          String kind = thread.group(3).contains("virtual") ? "a virtual thread " : "";
          threads.put(Long.valueOf(thread.group(1)), kind + thread.group(2));
        }
      }
      return threads;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
