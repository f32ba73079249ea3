// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Event managers on a virtual clock, on threads of their own or on the test's. */
final class Rig {
  static final StationId STATION = new StationId("CS1");
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final ManualScheduler scheduler = new ManualScheduler();
  final ArrayDeque<Runnable> calls = new ArrayDeque<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<SupervisionEvent> events = new CopyOnWriteArrayList<>();
  final List<String> measured = new CopyOnWriteArrayList<>();
  final List<Runnable> gated = new CopyOnWriteArrayList<>();
  boolean gateHolds;
  private EventManagers managers;
  private int messages;

  private Rig(SupervisionPolicy policy, boolean threads) {
    EventManagers.Builder builder =
        EventManagers.builder(scheduler)
            .policy(policy)
            .random(new SplittableRandom(1))
            .gate(
                (station, handler, generation, proceed) -> {
                  if (gateHolds) {
                    gated.add(proceed);
                  } else {
                    proceed.run();
                  }
                })
            .meter(
                new HandlerMeter() {
                  @Override
                  public void called(HandlerId handler, String outcome, Duration took) {
                    measured.add("%s %s %d ms".formatted(handler, outcome, took.toMillis()));
                  }

                  @Override
                  public void decided(
                      StationId station,
                      HandlerId handler,
                      MessageId question,
                      boolean failed,
                      Duration took) {
                    measured.add(
                        "%s on %s%s".formatted(handler, question, failed ? " failed" : ""));
                  }
                })
            .check(
                (version, action, answer) ->
                    answer.text().contains("bad")
                        ? Optional.of("/status: not allowed")
                        : Optional.empty())
            .listener(
                event -> {
                  events.add(event);
                  told.add(event.getClass().getSimpleName());
                });
    if (!threads) {
      builder.workers((spec, name) -> new ManualWorkers(calls));
    }
    this.managers = builder.build();
  }

  /** Vendor code runs on the test's thread, in {@link #run}. */
  static Rig manual(SupervisionPolicy policy) {
    return new Rig(policy, false);
  }

  /** Vendor code runs on real threads; only deadlines are virtual. */
  static Rig threaded(SupervisionPolicy policy) {
    return new Rig(policy, true);
  }

  EventManagers managers() {
    return managers;
  }

  Rig install(Script script, HandlerRole role, int order) {
    managers.install(HandlerSpec.of(new HandlerId(script.name), role, script).withOrder(order));
    return this;
  }

  Rig responder(Script script) {
    return install(script, HandlerRole.RESPONDER, 100);
  }

  CompletableFuture<Outcome> ask(StationId station, String tag) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Question question =
        new Question(
            new MessageId("m" + ++messages),
            OcppVersion.V1_6,
            Action.of("Authorize"),
            JsonView.parse("{\"idTag\":\"" + tag + "\"}"),
            scheduler.instant(),
            scheduler.instant().plus(PATIENCE));
    managers
        .forStation(station)
        .ask(
            question,
            given -> {
              if (!outcome.complete(given)) {
                throw new AssertionError("two outcomes");
              }
              told.add(given.getClass().getSimpleName() + " " + tag);
            });
    return outcome;
  }

  CompletableFuture<Outcome> ask(String tag) {
    return ask(STATION, tag);
  }

  /** Asks where the outcome is looked at elsewhere. */
  void put(StationId station, String tag) {
    CompletableFuture<Outcome> _ = ask(station, tag);
  }

  void put(String tag) {
    put(STATION, tag);
  }

  /** Runs all calls that wait, and those that they lead to. */
  Rig run() {
    while (runOne()) {}
    return this;
  }

  boolean runOne() {
    Runnable next = calls.pollFirst();
    if (next != null) {
      next.run();
    }
    return next != null;
  }

  SlotStatus slot(String handler) {
    return managers.slots(STATION).stream()
        .filter(slot -> slot.handler().name().equals(handler))
        .findFirst()
        .orElseThrow();
  }

  static String text(CompletableFuture<Outcome> outcome) {
    return switch (outcome.getNow(new Outcome.Passed())) {
      case Outcome.Answered answered -> answered.payload().string("by").orElse("?");
      case Outcome.Refused refused -> refused.code().name();
      case Outcome.Passed passed -> outcome.isDone() ? "passed" : "open";
      case Outcome.Failed failed -> "failed: " + failed.reason();
    };
  }

  static String await(CompletableFuture<Outcome> outcome) throws Exception {
    outcome.get(30, TimeUnit.SECONDS);
    return text(outcome);
  }
}
