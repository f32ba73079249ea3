// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A handler that decides, passes, refuses, promises, answers nonsense, crashes and hangs. */
final class Vendor implements HandlerProvider {
  private final Kernel kernel;
  private final Carrier carrier;
  private final Faults faults;
  private final boolean opens;
  private final Set<String> asked = new HashSet<>();
  private int answers;

  Vendor(Kernel kernel, Carrier carrier, Faults faults, boolean opens) {
    this.kernel = kernel;
    this.carrier = carrier;
    this.faults = faults;
    this.opens = opens;
  }

  /** True when an instance has seen that request. */
  boolean wasAsked(String request) {
    return asked.contains(request);
  }

  @Override
  public OcppHandler create() {
    return this::open;
  }

  private StationHandler open(StationContext station, Optional<Snapshot> restored) {
    if (!opens || (!faults.areOff() && kernel.percent(3))) {
      throw new IllegalStateException("simulated: does not open");
    }
    return new Instance(station);
  }

  private final class Instance implements StationHandler {
    private final StationContext station;

    Instance(StationContext station) {
      this.station = station;
    }

    @Override
    public Answer onRequest(Request request) {
      asked.add(station.station() + " " + request.messageId().value() + request.receivedAt());
      if (carrier.mayHang()) {
        kernel.note("hang  " + station.station());
        carrier.hang();
        return Answer.pass();
      }
      int mood = faults.areOff() ? 0 : kernel.below(100);
      if (mood < 62) {
        return decide(request);
      } else if (mood < 80) {
        return Answer.pass();
      } else if (mood < 86) {
        return Answer.error(ErrorCode.GENERIC_ERROR, "simulated");
      } else if (mood < 92) {
        return later(request);
      } else if (mood < 95) {
        return Answer.reply(JsonView.parse("{\"status\":7}"));
      } else if (mood < 99) {
        throw new IllegalStateException("simulated: crash");
      }
      throw new StackOverflowError("simulated");
    }

    @Override
    public void onEvent(StationEvent event) {
      if (carrier.mayHang()) {
        carrier.hang();
      } else if (!faults.areOff() && kernel.below(150) == 0) {
        throw new IllegalStateException("simulated: crash in an event");
      }
    }

    @Override
    public Optional<Snapshot> onStop(StopCause cause) {
      return Optional.of(Snapshot.of(1, "x"));
    }
  }

  private Answer later(Request request) {
    CompletableFuture<Answer> promise = new CompletableFuture<>();
    if (kernel.percent(85)) {
      kernel.after(kernel.millis(1, 9_000), () -> promise.complete(decide(request)));
    }
    return Answer.later(promise);
  }

  private Answer decide(Request request) {
    boolean is16 = request.version().equals(OcppVersion.V1_6);
    String status = faults.areOff() ? "Accepted" : kernel.pick("Accepted", "Accepted", "Blocked");
    String judged =
        "{\"" + (is16 ? "idTagInfo" : "idTokenInfo") + "\":{\"status\":\"" + status + "\"}}";
    return switch (request.action().name()) {
      case "BootNotification" ->
          Answer.reply(
              JsonView.parse(
                  "{\"status\":\"%s\",\"currentTime\":\"%s\",\"interval\":60}"
                      .formatted(
                          faults.areOff() || kernel.percent(75) ? "Accepted" : "Pending",
                          kernel.instant())));
      case "StartTransaction" ->
          Answer.reply(
              JsonView.parse(
                  "{\"transactionId\":0,\"idTagInfo\":{\"status\":\"" + status + "\"}}"));
      case "Authorize", "TransactionEvent" -> Answer.reply(JsonView.parse(judged));
      case "DataTransfer" ->
          Answer.reply(JsonView.parse("{\"status\":\"Accepted\",\"data\":\"n" + ++answers + "\"}"));
      default -> Answer.pass();
    };
  }
}
