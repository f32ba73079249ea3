// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What all slots and plugins share.
 *
 * @param workers makes the threads of a load of a plugin: its spec and a name for them
 */
record Supervision(
    Scheduler scheduler,
    SupervisionPolicy policy,
    HandlerServices services,
    SupervisionListener listener,
    AnswerCheck check,
    PayloadReader reader,
    ReinstallGate gate,
    ConsumerFeeds feeds,
    RandomGenerator random,
    PersonMask mask,
    HandlerMeter meter,
    BiFunction<HandlerSpec, String, Workers> workers) {
  /** The same without effect on the world, for a shadow. */
  Supervision shadow(SupervisionListener told) {
    return new Supervision(
        scheduler,
        policy,
        new ShadowServices(services),
        told,
        check,
        reader,
        ReinstallGate.OPEN,
        ConsumerFeeds.NONE,
        random,
        mask,
        HandlerMeter.NONE,
        workers);
  }

  /** How payloads are shown to a handler. */
  UnaryOperator<JsonView> shownTo(HandlerSpec spec) {
    return spec.seesPersons() ? UnaryOperator.identity() : mask::mask;
  }
}
