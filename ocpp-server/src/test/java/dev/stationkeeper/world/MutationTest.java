// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulation is worth: each of these mistakes is found by some seed, for its reason. */
class MutationTest {
  private static final int SEEDS = 200;

  @TempDir Path folder;

  private static Arguments mutant(Supplier<Mutation> mutation, String foundAs) {
    return Arguments.of(mutation, foundAs);
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant(Mutants.NoConnectionCheck::new, "answers? to"),
        mutant(Mutants.ForgetsAnswers::new, "had the answer"),
        mutant(Mutants.TwoCallsOut::new, "is out"),
        mutant(Mutants.LosesCommandsAtRestart::new, "never ended"),
        mutant(Mutants.NoCallTimeout::new, "never ended"),
        mutant(Mutants.NoExpiry::new, "never ended"),
        mutant(Mutants.ForgetsQuestions::new, "has no answer to"),
        mutant(Mutants.UnboundedQueue::new, "too many commands"),
        mutant(Mutants.LiveIsNoFold::new, "is not the fold of its log"),
        mutant(OuterMutants.AnswersBeforeDurable::new, "the log does not know"),
        mutant(OuterMutants.IgnoresRefusals::new, "the log does not know"),
        mutant(OuterMutants.DoesNotWaitForDisk::new, "are gone"),
        mutant(OuterMutants.AnswersTwice::new, "2 answers to 1 CALLs"),
        mutant(OuterMutants.LosesAnswers::new, "has no answer to"),
        mutant(OuterMutants.ReportsBeforeReinstall::new, "is reported while"),
        mutant(OuterMutants.DoesNotHold::new, "met a missing handler"),
        mutant(OuterMutants.DecidesTwice::new, "two outcomes"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Supplier<Mutation> mutation, String foundAs) {
    String name = mutation.get().toString();
    World.Stores stores = World.Stores.in(folder);
    StringBuilder others = new StringBuilder();
    for (long seed = 1; seed <= SEEDS; seed++) {
      String broken = World.run(seed, mutation.get(), stores).broken().orElse("");
      if (Pattern.compile(foundAs).matcher(broken).find()) {
        System.out.println(name + " is caught by seed " + seed + ": " + broken);
        return;
      }
      if (!broken.isEmpty()) {
        others.append(seed).append(": ").append(broken).append('\n');
      }
    }
    fail(name + " is not caught by " + SEEDS + " seeds as '" + foundAs + "'; others: " + others);
  }
}
