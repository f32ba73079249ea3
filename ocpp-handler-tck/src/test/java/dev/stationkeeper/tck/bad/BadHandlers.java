// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.bad;

import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.DataTransfer;
import dev.stationkeeper.spi.decision.DataTransferRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One handler for each rule, which breaks that rule and no other. */
public final class BadHandlers {
  private BadHandlers() {}

  /** Breaks none. */
  @OcppHandlerInfo(id = "sound", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class KeepsEveryRule extends Sound {}

  /** 101: the service file does not name it. */
  @OcppHandlerInfo(id = "not-named", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class IsNotNamed extends Sound {}

  /** 102: there is no such role. */
  @OcppHandlerInfo(
      id = "strange-role",
      version = "1",
      spi = OcppHandlerInfo.SPI_VERSION,
      role = "judge")
  public static final class HasAStrangeRole extends Sound {}

  /** 103: made for an SPI that is not this one. */
  @OcppHandlerInfo(id = "another-spi", version = "1", spi = "99.0")
  public static final class IsMadeForAnotherSpi extends Sound {}

  /** 201: opens at the second attempt only. */
  @OcppHandlerInfo(id = "opens-late", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class OpensAtTheSecondAttempt extends Sound {
    private final AtomicBoolean tried = new AtomicBoolean();

    @Override
    public StationHandler open(StationContext station, Optional<Snapshot> restored) {
      if (restored.isEmpty() && tried.compareAndSet(false, true)) {
        throw new IllegalStateException("not yet");
      }
      return super.open(station, restored);
    }
  }

  /** 202: cannot be closed before it was started. */
  @OcppHandlerInfo(id = "close-needs-start", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class CannotCloseUnstarted extends Sound {
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

  /** 203: a thread of its own stays, a virtual one, which few look for. */
  @OcppHandlerInfo(id = "leaves-a-thread", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class LeavesAThread extends Sound {
    @Override
    public void start(HandlerEnvironment environment) {
      Thread.ofVirtual()
          .name("forgotten")
          .start(() -> LockSupport.parkNanos(Duration.ofSeconds(15).toNanos()));
    }
  }

  /** 204: the platform's logging holds an object of it. */
  @OcppHandlerInfo(id = "leaves-its-loader", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class LeavesItsLoader extends Sound {
    @Override
    public void start(HandlerEnvironment environment) {
      Logger.getLogger("").addHandler(new Kept());
    }

    private static final class Kept extends Handler {
      @Override
      public void publish(LogRecord line) {}

      @Override
      public void flush() {}

      @Override
      public void close() {}
    }
  }

  /** 301: has an answer to everything. */
  @OcppHandlerInfo(id = "answers-all", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class AnswersEverything extends Sound {
    @Override
    Answer other() {
      return Answer.error(ErrorCode.NOT_SUPPORTED, "never heard of it");
    }
  }

  /** 303: takes for granted what a payload has. */
  @OcppHandlerInfo(id = "trusts-payloads", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class TrustsPayloads extends Sound {
    @Override
    DataTransfer transfer(DataTransferRequest request) throws Exception {
      var _ = request.request().payload().string("vendorId").orElseThrow();
      return super.transfer(request);
    }
  }

  /** 304: answers a status that does not exist. */
  @OcppHandlerInfo(id = "strange-status", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class AnswersAStrangeStatus extends Sound {
    @Override
    Authorization judge(String token) {
      return token.equals("MEMBER-1")
          ? Authorization.accepted()
          : Authorization.accepted().withGroup("x".repeat(1_000));
    }
  }

  /** 305: waits for something that does not come. */
  @OcppHandlerInfo(id = "waits", version = "1", spi = OcppHandlerInfo.SPI_VERSION, versions = "1.6")
  public static final class Waits extends Sound {
    @Override
    Authorization judge(String token) throws Exception {
      if (token.equals("stranger")) {
        block();
      }
      return super.judge(token);
    }
  }

  /** 306: does not hear an interrupt. */
  @OcppHandlerInfo(id = "deaf", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class IsDeaf extends Sound {
    @Override
    @SuppressWarnings("ThreadPriorityCheck")
    void block() {
      long began = System.nanoTime();
      while (System.nanoTime() - began < Duration.ofSeconds(8).toNanos()) {
        Thread.yield();
      }
    }
  }

  /** 307: a missed deadline leaves the whole plugin broken. */
  @OcppHandlerInfo(id = "never-recovers", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class NeverRecovers extends Sound {
    private final AtomicBoolean broken = new AtomicBoolean();

    @Override
    void block() throws InterruptedException {
      broken.set(true);
      super.block();
    }

    @Override
    Authorization judge(String token) throws Exception {
      if (broken.get()) {
        throw new IllegalStateException("the connection is gone");
      }
      return super.judge(token);
    }
  }

  /** 401: does not take its own state back. */
  @OcppHandlerInfo(id = "forgets", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class DoesNotKnowItsOwnState extends Sound {
    @Override
    int restore(Snapshot snapshot) {
      throw new IllegalArgumentException("what is this?");
    }
  }

  /** 402: takes any state for its own. */
  @OcppHandlerInfo(id = "takes-anything", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class TakesAnyState extends Sound {
    @Override
    int restore(Snapshot snapshot) {
      return snapshot.schema() == 1 ? super.restore(snapshot) : 0;
    }
  }

  /** 403: one station's answer depends on the others. */
  @OcppHandlerInfo(id = "mixes-stations", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class MixesStations extends Sound {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    Authorization judge(String token) {
      return Authorization.accepted().withGroup("G" + asked.incrementAndGet());
    }
  }

  /** 404: keeps something of every event. */
  @OcppHandlerInfo(id = "hoards", version = "1", spi = OcppHandlerInfo.SPI_VERSION)
  public static final class Hoards extends Sound {
    private final List<byte[]> kept = new ArrayList<>();

    @Override
    synchronized void event(StationEvent event) {
      kept.add(new byte[8 * 1024]);
    }
  }
}
