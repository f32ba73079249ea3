// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a run of the rules came to, by the rules' numbers. */
record RuleRun(SortedSet<Integer> kept, SortedSet<Integer> broken, SortedSet<Integer> not) {
  /** Runs the rules of that class. */
  static RuleRun of(Class<?> rules) {
    RuleRun run = new RuleRun(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(rules)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  switch (result.getStatus()) {
                    case SUCCESSFUL -> run.kept().add(number(test.getDisplayName()));
                    case FAILED -> run.broken().add(number(test.getDisplayName()));
                    case ABORTED -> run.not().add(number(test.getDisplayName()));
                  }
                }
              }
            });
    return run;
  }

  /** The numbers of the rules that a class has. */
  static SortedSet<Integer> rulesOf(Class<?> rules) {
    SortedSet<Integer> numbers = new TreeSet<>();
    Arrays.stream(rules.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .forEach(method -> numbers.add(number(method.getName())));
    return numbers;
  }

  private static int number(String rule) {
    return Integer.parseInt(rule.replaceFirst("^[a-z]+_rule(\\d+)_.*$", "$1"));
  }
}
