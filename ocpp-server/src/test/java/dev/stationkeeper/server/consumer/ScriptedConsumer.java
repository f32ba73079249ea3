// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A consumer that does as the test says. */
final class ScriptedConsumer implements ConsumerHandler, HandlerProvider {
  /** What it does to a batch. */
  interface Step {
    void on(EventBatch batch) throws Exception;
  }

  /** Positions that were taken; replayed ones are negative. */
  final List<Long> taken = new CopyOnWriteArrayList<>();

  final List<String> types = new CopyOnWriteArrayList<>();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  volatile boolean history = true;
  volatile Optional<Set<String>> wanted = Optional.empty();
  volatile OptionalLong begins = OptionalLong.empty();
  volatile Step before = batch -> {};
  volatile Step after = EventBatch::acknowledge;

  @Override
  public ConsumerHandler create() {
    return this;
  }

  @Override
  public boolean wantsHistory() {
    return history;
  }

  @Override
  public Optional<Set<String>> wantedTypes() {
    return wanted;
  }

  @Override
  public OptionalLong beginsBehind() {
    return begins;
  }

  @Override
  public EventConsumer openConsumer() {
    opened.incrementAndGet();
    return new EventConsumer() {
      @Override
      public void onEvents(EventBatch batch) throws Exception {
        before.on(batch);
        for (LoggedEvent event : batch.events()) {
          taken.add(event.replayed() ? -event.position() : event.position());
          types.add(event.type());
        }
        after.on(batch);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
