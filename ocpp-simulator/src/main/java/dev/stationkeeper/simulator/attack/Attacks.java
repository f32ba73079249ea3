// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Carries out attacks: bounded in number, time and target. */
public final class Attacks {
  private Attacks() {}

  /** Attacks; returns when the time is over and the last move has ended. Blocks. */
  public static AttackReport run(AttackOptions options) {
    long until = System.nanoTime() + options.duration().toNanos();
    Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    try (ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < options.attackers(); i++) {
        Attacker attacker = new Attacker(options.url(), i, until);
        attackers.execute(() -> attack(options.attack(), attacker, outcomes));
      }
    }
    Map<String, Long> sums = new TreeMap<>();
    outcomes.forEach((outcome, times) -> sums.put(outcome, times.sum()));
    return new AttackReport(options.attack(), sums);
  }

  private static void attack(Attack attack, Attacker attacker, Map<String, LongAdder> outcomes) {
    while (attacker.hasTime()) {
      String outcome;
      try {
        outcome = attack.move().make(attacker);
      } catch (IOException e) {
        outcome = "no connection";
      }
      outcomes.computeIfAbsent(outcome, o -> new LongAdder()).increment();
    }
  }
}
