// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs test classes in a process of its own; leaves with 1 when one fails or there is none. */
final class RunTests {
  private RunTests() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] classes) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    Arrays.stream(classes).forEach(name -> request.selectors(selectClass(name)));
    LauncherFactory.create().execute(request.build(), listener);
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    listener.getSummary().printFailuresTo(out, 10);
    listener.getSummary().printTo(out);
    long found = listener.getSummary().getTestsFoundCount();
    System.exit(found > 0 && listener.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
  }

  /** The folder that this class is in. */
  static URI home() {
    try {
      return RunTests.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
