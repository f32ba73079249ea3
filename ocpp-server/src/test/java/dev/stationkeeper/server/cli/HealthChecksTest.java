// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.PluginStatus;
import dev.stationkeeper.eventmanager.SlotState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each reason in words, and that it is none when all is well. */
class HealthChecksTest {
  @Test
  void aLogThatTakesNothingSaysWhy() {
    assertEquals(
        Optional.of("The event log takes nothing: Input/output error."),
        HealthChecks.log(() -> Optional.of("Input/output error")).get());
    assertEquals(Optional.empty(), HealthChecks.log(Optional::empty).get());
  }

  @Test
  void aDiskBelowItsFloorSaysBoth() {
    assertEquals(
        Optional.of(
            "100 MiB are left on the log's disk; below the floor of 256 MiB new work is refused."),
        HealthChecks.disk(() -> 100L << 20, () -> 256L << 20).get());
    assertEquals(Optional.empty(), HealthChecks.disk(() -> 256L << 20, () -> 256L << 20).get());
  }

  @Test
  void aDiskThatDoesNotAnswerIsNotWell() {
    Supplier<Optional<String>> check =
        HealthChecks.disk(
            () -> {
              throw new UncheckedIOException("gone", new IOException());
            },
            () -> 0);

    assertEquals(Optional.of("Nobody knows what is left on the log's disk: gone."), check.get());
  }

  @Test
  void aReadModelFarBehindIsNamed() {
    long far = HealthChecks.READY_LAG + 1;
    assertEquals(
        Optional.of("Read model stations is 100001 events behind the log."),
        HealthChecks.readModels(() -> Map.of("alarms", 0L, "stations", far)).get());
    assertEquals(Optional.empty(), HealthChecks.readModels(() -> Map.of("alarms", 5L)).get());
  }

  @Test
  void aHandlerThatHasNotStartedIsNamedWithItsLastFailure() {
    assertEquals(
        Optional.of("Handler tokens has not started."),
        HealthChecks.starting(() -> List.of(handler(SlotState.STARTING, ""))).get());
    assertEquals(
        Optional.of("Handler tokens has not started; the last try failed: no database."),
        HealthChecks.starting(
                () -> List.of(handler(SlotState.BACKOFF, "no database\n\tat com.example")))
            .get());
    assertEquals(
        Optional.empty(),
        HealthChecks.starting(() -> List.of(handler(SlotState.RUNNING, "once"))).get());
  }

  @Test
  void aQuarantinedHandlerIsNamedAndDoesNotKeepTheServerFromItsWork() {
    assertTrue(
        HealthChecks.quarantined(() -> List.of(handler(SlotState.QUARANTINED, "By ann")))
            .get()
            .orElseThrow()
            .startsWith("Handler tokens is out of service"));
    assertEquals(
        Optional.empty(),
        HealthChecks.starting(() -> List.of(handler(SlotState.QUARANTINED, ""))).get());
  }

  @Test
  void aLogWithoutItsThreadNeedsARestart() {
    assertEquals(
        Optional.of("The thread that writes the event log has ended."),
        HealthChecks.writer(() -> false).get());
    assertEquals(Optional.empty(), HealthChecks.writer(() -> true).get());
  }

  private static PluginStatus handler(SlotState state, String lastError) {
    return new PluginStatus(
        new HandlerId("tokens"),
        "1.0",
        HandlerRole.RESPONDER,
        0,
        state,
        1,
        lastError,
        Map.of(),
        0,
        0,
        0,
        0,
        "",
        "",
        0);
  }
}
