// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.bad;

import dev.stationkeeper.spi.EventBatch;
import dev.stationkeeper.spi.EventConsumer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.LoggedEvent;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One consumer for each rule, which breaks that rule and no other. */
public final class BadConsumers {
  private static final String CONSUMER = OcppHandlerInfo.CONSUMER;
  private static final String SPI = OcppHandlerInfo.SPI_VERSION;

  private BadConsumers() {}

  /** Breaks none. */
  @OcppHandlerInfo(id = "sound-consumer", version = "1", spi = SPI, role = CONSUMER)
  public static final class KeepsEveryRule extends SoundConsumer {}

  /** 101: the service file does not name it. */
  @OcppHandlerInfo(id = "not-named-consumer", version = "1", spi = SPI, role = CONSUMER)
  public static final class IsNotNamed extends SoundConsumer {}

  /** 102: says that it looks on. */
  @OcppHandlerInfo(id = "looks-on", version = "1", spi = SPI, role = OcppHandlerInfo.OBSERVER)
  public static final class SaysItLooksOn extends SoundConsumer {}

  /** 103: made for an SPI that is not this one. */
  @OcppHandlerInfo(id = "another-spi-consumer", version = "1", spi = "99.0", role = CONSUMER)
  public static final class IsMadeForAnotherSpi extends SoundConsumer {}

  /** 201: opens at the second attempt only. */
  @OcppHandlerInfo(id = "opens-late-consumer", version = "1", spi = SPI, role = CONSUMER)
  public static final class OpensAtTheSecondAttempt extends SoundConsumer {
    /** Set once it has failed, or while it is not to fail. */
    public static final AtomicBoolean TRIED = new AtomicBoolean();

    @Override
    public EventConsumer openConsumer() {
      if (TRIED.compareAndSet(false, true)) {
        throw new IllegalStateException("not yet");
      }
      return super.openConsumer();
    }
  }

  /** 202: cannot be closed before it was started. */
  @OcppHandlerInfo(id = "close-needs-start-consumer", version = "1", spi = SPI, role = CONSUMER)
  public static final class CannotCloseUnstarted extends SoundConsumer {
    private @Nullable HandlerEnvironment environment;

    @Override
    public void start(HandlerEnvironment given) {
      environment = given;
    }

    @Override
    public void close() {
      Objects.requireNonNull(environment, "never started");
    }
  }

  /** 203: a thread of its own stays. */
  @OcppHandlerInfo(id = "leaves-a-thread-consumer", version = "1", spi = SPI, role = CONSUMER)
  public static final class LeavesAThread extends SoundConsumer {
    @Override
    public void start(HandlerEnvironment environment) {
      Thread.ofVirtual()
          .name("forgotten")
          .start(() -> LockSupport.parkNanos(Duration.ofSeconds(15).toNanos()));
    }
  }

  /** 204: the platform's logging holds an object of it. */
  @OcppHandlerInfo(id = "leaves-its-loader-consumer", version = "1", spi = SPI, role = CONSUMER)
  public static final class LeavesItsLoader extends SoundConsumer {
    @Override
    public void start(HandlerEnvironment environment) {
      Logger.getLogger("").addHandler(new Kept());
    }

    private static final class Kept extends ConsoleHandler {}
  }

  /** 501: fails on what it has not heard of, when nothing stands beside it. */
  @OcppHandlerInfo(id = "knows-all", version = "1", spi = SPI, role = CONSUMER)
  public static final class KnowsEveryType extends SoundConsumer {
    @Override
    void take(EventBatch batch) throws Exception {
      LoggedEvent first = batch.events().getFirst();
      if (batch.events().size() == 1 && first.type().contains("LaterVersion")) {
        throw new IllegalArgumentException(first.type());
      }
      super.take(batch);
    }
  }

  /** 502: does not expect to be told twice. */
  @OcppHandlerInfo(id = "told-once", version = "1", spi = SPI, role = CONSUMER)
  public static final class FailsOnRepetitions extends SoundConsumer {
    @Override
    void take(EventBatch batch) throws Exception {
      for (LoggedEvent event : batch.events()) {
        if (event.replayed() && event.station().isEmpty()) {
          throw new IllegalStateException("told twice: " + event.position());
        }
      }
      super.take(batch);
    }
  }

  /** 503: a batch that is not full waits for ever. */
  @OcppHandlerInfo(id = "waits-for-more", version = "1", spi = SPI, role = CONSUMER)
  public static final class NeverFlushes extends SoundConsumer {
    private static final int FULL = 20;

    @Override
    void take(EventBatch batch) throws Exception {
      if (batch.events().size() < FULL && !TestSink.isAway()) {
        deliver(batch.events());
      } else {
        super.take(batch);
      }
    }
  }

  /** 504: keeps something of every event. */
  @OcppHandlerInfo(id = "hoards-events", version = "1", spi = SPI, role = CONSUMER)
  public static final class Hoards extends SoundConsumer {
    private final List<byte[]> kept = new ArrayList<>();

    @Override
    void deliver(List<LoggedEvent> events) {
      events.forEach(event -> kept.add(new byte[8 * 1024]));
      super.deliver(events);
    }
  }

  /** 505: acknowledges what it only means to deliver. */
  @OcppHandlerInfo(id = "promises", version = "1", spi = SPI, role = CONSUMER)
  public static final class AcknowledgesFirst extends SoundConsumer {
    /** Outlives the objects, so that nothing is lost and no other rule broken. */
    private static final Queue<LoggedEvent> PROMISED = new ConcurrentLinkedQueue<>();

    @Override
    void take(EventBatch batch) {
      PROMISED.addAll(batch.events());
      batch.acknowledge();
      while (!TestSink.isAway() && !PROMISED.isEmpty()) {
        deliver(List.of(Objects.requireNonNull(PROMISED.poll())));
      }
    }
  }

  /** 506: takes what is told again for delivered. */
  @OcppHandlerInfo(id = "trusts-the-mark", version = "1", spi = SPI, role = CONSUMER)
  public static final class SkipsRepetitions extends SoundConsumer {
    @Override
    void deliver(List<LoggedEvent> events) {
      super.deliver(events.stream().filter(event -> !event.replayed()).toList());
    }
  }

  /** 507: turns the order around. */
  @OcppHandlerInfo(id = "turns-around", version = "1", spi = SPI, role = CONSUMER)
  public static final class TurnsTheOrder extends SoundConsumer {
    @Override
    void deliver(List<LoggedEvent> events) {
      super.deliver(events.reversed());
    }
  }
}
