// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

/** What a failing seed prints. */
final class Replay {
  private Replay() {}

  static String text(long seed, World.Result result) {
    return "seed %d: %s%nreplay it with: %s%n%s"
        .formatted(
            seed, result.broken().orElseThrow(), command(seed), String.join("\n", result.last()));
  }

  static String command(long seed) {
    return "mvn -pl ocpp-server -am test -Dtest=WorldTest -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dworld.seeds=1 -Dworld.base="
        + seed;
  }
}
