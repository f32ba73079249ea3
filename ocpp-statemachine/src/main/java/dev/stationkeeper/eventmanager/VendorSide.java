// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a slot does on the plugin's thread, inside a {@link Call}: the vendor's method and the look
 * at what it gave. Whatever these throw is a failure of the instance.
 */
record VendorSide(Supervision supervision, StationId station) {
  /** What an instance leaves behind. */
  record Kept(Optional<Snapshot> snapshot) {}

  Instance open(PluginHost in, SlotContext context, Optional<Snapshot> handedOver)
      throws Exception {
    Optional<Snapshot> restored =
        handedOver.isPresent() ? handedOver : supervision.services().checkpoint(station, in.id());
    OcppHandler factory = in.handler();
    @Nullable StationHandler made = factory.open(context, restored);
    if (made == null) {
      throw new InvalidAnswerException("open gave null");
    }
    return Instance.of(in, context, made);
  }

  /** {@code later} is registered with a stage of the vendor's when the answer is to come later. */
  Verdict decide(
      PluginHost in,
      StationHandler handler,
      Ask ask,
      BiConsumer<@Nullable Answer, @Nullable Throwable> later)
      throws Exception {
    long begun = supervision.scheduler().nanos();
    boolean failed = true;
    try {
      Verdict verdict = verdict(handler, ask, later);
      failed = false;
      return verdict;
    } finally {
      Duration took = Duration.ofNanos(supervision.scheduler().nanos() - begun);
      supervision.meter().decided(station, in.id(), ask.request().messageId(), failed, took);
    }
  }

  private Verdict verdict(
      StationHandler handler, Ask ask, BiConsumer<@Nullable Answer, @Nullable Throwable> later)
      throws Exception {
    @Nullable Answer answer = handler.onRequest(ask.request());
    if (answer != null && answer.pending().isPresent()) {
      answer.pending().get().whenComplete((come, thrown) -> later.accept(come, thrown));
      return new Verdict.Pending();
    }
    return Verdict.of(answer, ask.request(), supervision.check());
  }

  Verdict judge(Mailbox.Work.Later later) throws Exception {
    if (later.thrown() != null) {
      throw new CompletionException(later.thrown());
    }
    return Verdict.of(later.answer(), later.ask().request(), supervision.check());
  }

  Kept stop(StationHandler handler, StopCause cause) throws Exception {
    @Nullable Object kept = handler.onStop(cause);
    if (kept instanceof Optional<?> given) {
      return new Kept(given.map(Snapshot.class::cast));
    }
    throw new InvalidAnswerException("onStop gave null");
  }
}
