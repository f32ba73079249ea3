// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Ends a run of the rules with a report that names those that were not tested, and why. */
final class TckReport implements TestWatcher, AfterAllCallback {
  private final List<String> untested = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private int kept;

  @Override
  public void testSuccessful(ExtensionContext rule) {
    kept++;
  }

  @Override
  public void testFailed(ExtensionContext rule, @Nullable Throwable cause) {
    broken.add(name(rule));
  }

  @Override
  public void testAborted(ExtensionContext rule, @Nullable Throwable cause) {
    String reason = cause == null ? "" : String.valueOf(cause.getMessage());
    untested.add(name(rule) + " (" + reason.replace("Assumption failed: ", "") + ")");
  }

  @Override
  public void testDisabled(ExtensionContext rule, Optional<String> reason) {
    untested.add(name(rule) + " (disabled: " + reason.orElse("no reason given") + ")");
  }

  /** On the console too: a rule that was not tested must be seen. */
  @Override
  @SuppressWarnings("SystemOut")
  public void afterAll(ExtensionContext run) {
    StringBuilder text = new StringBuilder(run.getDisplayName());
    text.append(": ").append(kept).append(" rules kept, ");
    text.append(broken.size()).append(" broken, ").append(untested.size()).append(" not tested");
    broken.forEach(rule -> text.append("\n  broken: ").append(rule));
    untested.forEach(rule -> text.append("\n  not tested: ").append(rule));
    System.out.println(text);
    run.publishReportEntry("handler rules", text.toString());
  }

  private static String name(ExtensionContext rule) {
    return rule.getRequiredTestMethod().getName();
  }
}
