// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.ocpp.OcppVersion;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** Rules 3xx: requests and their answers. */
final class RequestRules {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private RequestRules() {}

  static void unknownActions(Rules rules) {
    try (FakeServer server = rules.server()) {
      for (OcppVersion version : rules.versions()) {
        TckRequest request = TckRequest.of(version, "ActionOfTheFuture", "{\"a\":1}");
        passes(request, request.to(server, "CS"));
      }
    }
  }

  static void unknownVersions(Rules rules) {
    try (FakeServer server = rules.server()) {
      for (OcppVersion version : OcppVersion.all()) {
        if (!rules.versions().contains(version)) {
          for (TckRequest request : SampleRequests.of(version)) {
            passes(request, request.to(server, "CS"));
          }
        }
      }
    }
  }

  private static void passes(TckRequest request, FakeAnswer answer) {
    Assertions.assertTrue(answer.isPass(), () -> request + " was answered: " + answer);
  }

  static void emptyPayloads(Rules rules) {
    try (FakeServer server = rules.server()) {
      for (TckRequest request : rules.requests()) {
        sound(request.emptied(), request.emptied().to(server, "CS"));
      }
    }
  }

  static void validAnswers(Rules rules) {
    try (FakeServer server = rules.server()) {
      for (TckRequest request : rules.requests()) {
        sound(request, request.to(server, "CS"));
      }
    }
  }

  /** A deadline that passed is the business of another rule. */
  private static void sound(TckRequest request, FakeAnswer answer) {
    Assertions.assertTrue(
        !answer.isFailure() || answer.isTimeout(),
        () -> request + " ended in a crash: " + answer.failure());
  }

  static void beforeTheDeadline(Rules rules) {
    try (FakeServer server = rules.server()) {
      for (TckRequest request : rules.requests()) {
        Assertions.assertFalse(
            request.to(server, "CS").isTimeout(), () -> request + " met its deadline");
      }
    }
  }

  static void honoursInterrupt(Rules rules, TckRequest blocking) {
    try (FakeServer server = rules.server()) {
      blocks(blocking, blocking.to(server, "CS"));
      // The call had its interrupt at the deadline; time stands still until it has come back.
      server.station("CS-" + blocking.version().number(), blocking.version()).restarts();
      server.advance(GRACE);
      boolean abandoned =
          server.supervised().stream()
              .anyMatch(event -> event instanceof SupervisionEvent.ThreadAbandoned);
      Assertions.assertFalse(abandoned, "its thread did not come back after the interrupt");
    }
  }

  static void servesOn(Rules rules, TckRequest blocking) {
    try (FakeServer server = rules.server()) {
      blocks(blocking, blocking.to(server, "CS"));
      server.advance(GRACE);
      for (TckRequest request : rules.requests()) {
        FakeAnswer answer = request.to(server, "CS");
        Assertions.assertFalse(
            answer.isFailure(),
            () -> request + " after a missed deadline ended in: " + answer.failure());
      }
    }
  }

  private static void blocks(TckRequest request, FakeAnswer answer) {
    Assertions.assertTrue(
        answer.isTimeout(), () -> request + " does not block: it was answered " + answer);
  }
}
