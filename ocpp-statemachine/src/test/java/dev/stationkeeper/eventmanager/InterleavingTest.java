// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Every order in which a crash, the retry, the reinstall and the deadline can meet. Each order is
 * run from the start on one thread: what lies between two steps is one lock's worth of work.
 */
class InterleavingTest {
  private static final int MOST_STEPS = 12;

  private enum Step {
    RUN_A_CALL,
    RETRY,
    LET_THE_REINSTALL_GO,
    DEADLINE
  }

  /** One run: the rig after the crash was asked for, and what has been done since. */
  private static final class Run {
    private final Rig rig = Rig.manual(SupervisionPolicy.DEFAULT);
    private final CompletableFuture<Outcome> failed;
    private CompletableFuture<Outcome> retry = new CompletableFuture<>();
    private boolean retried;
    private boolean late;

    Run(List<Step> steps) {
      Script script =
          new Script("auth")
              .on(
                  "boom",
                  (request, station) -> {
                    throw new IllegalStateException("boom");
                  });
      rig.responder(script);
      rig.managers().forStation(Rig.STATION);
      rig.run();
      rig.gateHolds = true;
      failed = rig.ask("boom");
      steps.forEach(this::take);
    }

    List<Step> possible() {
      List<Step> possible = new ArrayList<>();
      if (!rig.calls.isEmpty()) {
        possible.add(Step.RUN_A_CALL);
      }
      if (!retried) {
        possible.add(Step.RETRY);
      }
      if (!rig.gated.isEmpty()) {
        possible.add(Step.LET_THE_REINSTALL_GO);
      }
      if (!late) {
        possible.add(Step.DEADLINE);
      }
      return possible;
    }

    private void take(Step step) {
      switch (step) {
        case RUN_A_CALL -> rig.runOne();
        case RETRY -> {
          retry = rig.ask("retry");
          retried = true;
        }
        case LET_THE_REINSTALL_GO -> rig.gated.removeFirst().run();
        case DEADLINE -> {
          rig.scheduler.advance(Rig.PATIENCE);
          late = true;
        }
      }
    }
  }

  @Test
  void everyOrderOfCrashRetryReinstallAndDeadlineKeepsTheOrderOnFailure() {
    ArrayDeque<List<Step>> open = new ArrayDeque<>();
    open.add(List.of());
    int complete = 0;
    while (!open.isEmpty()) {
      List<Step> steps = open.removeLast();
      Run run = new Run(steps);
      List<Step> possible = run.possible();
      assertTrue(steps.size() < MOST_STEPS, () -> "does not end: " + steps);
      if (possible.isEmpty()) {
        check(run, steps);
        complete++;
      }
      for (Step step : possible) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        open.addLast(longer);
      }
    }
    assertTrue(complete > 20, "only " + complete + " orders");
  }

  private static void check(Run run, List<Step> steps) {
    List<String> told = List.copyOf(run.rig.told);
    assertTrue(run.failed.isDone() && run.retry.isDone(), () -> "no outcome: " + steps);
    boolean deadlineFirst =
        steps.indexOf(Step.DEADLINE) < steps.lastIndexOf(Step.RUN_A_CALL)
            || steps.lastIndexOf(Step.RUN_A_CALL) < 0;
    int reinstalled = told.indexOf("HandlerReinstalled");
    if (!deadlineFirst) {
      assertTrue(reinstalled >= 0 && told.indexOf("Failed boom") > reinstalled, told::toString);
    }
    if (reinstalled >= 0) {
      String answer = Rig.text(run.retry);
      assertTrue(answer.equals("auth2") || answer.equals("passed"), () -> answer + " " + steps);
    }
    assertEquals(1, told.stream().filter(line -> line.endsWith(" boom")).count(), told::toString);
    assertEquals(1, told.stream().filter(line -> line.endsWith(" retry")).count());
    assertEquals(SlotState.RUNNING, run.rig.slot("auth").state(), () -> "stuck: " + steps);
  }
}
