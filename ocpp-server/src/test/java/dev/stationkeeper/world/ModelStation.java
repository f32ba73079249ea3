// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.ParsedFrame;
import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A station that mostly does as it should, and at times what stations in the field do: comes back
 * without a word, boots twice on one socket, repeats a message under its old id or a new one, sends
 * without waiting, answers late, twice, wrongly or not at all.
 */
final class ModelStation {
  private static final FrameCodec CODEC = new FrameCodec();

  /** A CALL of the station; {@code kept} until it has its answer, as transaction messages are. */
  private record Outgoing(String id, String action, String payload, boolean kept) {}

  private final StationId id;
  private final Kernel kernel;
  private final Network network;
  private final Faults faults;
  private final Sessions sessions;
  private final ArrayDeque<Outgoing> backlog = new ArrayDeque<>();
  private OcppVersion version;
  private @Nullable Wire wire;
  private @Nullable Outgoing out;
  private boolean dialling;
  private boolean booted;
  private int lastId;

  ModelStation(String id, OcppVersion version, Kernel kernel, Network network, Faults faults) {
    this.id = new StationId(id);
    this.version = version;
    this.kernel = kernel;
    this.network = network;
    this.faults = faults;
    this.sessions = new Sessions(kernel, this);
  }

  StationId id() {
    return id;
  }

  OcppVersion version() {
    return version;
  }

  boolean isBooted() {
    return booted;
  }

  void start() {
    kernel.after(kernel.millis(0, 3_000), this::live);
  }

  private void live() {
    if (faults.areOff()) {
      return;
    }
    if (wire == null) {
      dial();
    } else {
      act(wire);
    }
    kernel.after(kernel.millis(20, 6_000), this::live);
  }

  private void dial() {
    if (!dialling) {
      dialling = true;
      if (kernel.below(40) == 0) {
        version = kernel.pick(OcppVersion.V1_6, OcppVersion.V2_0_1, OcppVersion.V2_1);
      }
      network.dial(new Wire(this, version));
    }
  }

  private void act(Wire at) {
    int what = kernel.below(100);
    if (what < 5) {
      network.hangUp(at);
      lost(at);
    } else if (what < 10) {
      network.breakSilently(at);
      lost(at);
    } else if (what < 13) {
      network.toServer(at, kernel.pick("[2,\"x\",\"Heart", "{}", "[9,\"y\",\"Z\",{}]", "[2,{},7]"));
    } else if (what < 18) {
      for (int i = kernel.percent(30) ? 30 : 5; i >= 0; i--) {
        Outgoing call = outgoing("DataTransfer", "{\"vendorId\":\"dev.example\"}", false);
        network.toServer(at, Messages.call(call.id(), call.action(), call.payload()));
      }
    } else if (what < 20 && version.equals(OcppVersion.V2_1)) {
      String stream = Messages.stream(sessions.now());
      network.toServer(at, "[6,\"" + nextId() + "\",\"NotifyPeriodicEventStream\"," + stream + "]");
    } else {
      sessions.act();
    }
  }

  // ---- its own CALLs ---------------------------------------------------------------------------

  void say(String action, String payload) {
    boolean kept = action.contains("Transaction") || action.equals("MeterValues");
    backlog.add(outgoing(action, payload, kept));
    pump();
  }

  private Outgoing outgoing(String action, String payload, boolean kept) {
    return new Outgoing(nextId(), action, payload, kept);
  }

  private String nextId() {
    return "c" + ++lastId;
  }

  private void pump() {
    Wire at = wire;
    if (at == null || out != null || backlog.isEmpty()) {
      return;
    }
    Outgoing next = backlog.removeFirst();
    out = next;
    String text = Messages.call(next.id(), next.action(), next.payload());
    network.toServer(at, text);
    if (!faults.areOff() && kernel.percent(3)) {
      network.toServer(at, text);
    }
    kernel.after(Duration.ofSeconds(60), () -> gaveUp(next));
  }

  @SuppressWarnings("ReferenceEquality") // this very message
  private void gaveUp(Outgoing call) {
    if (out == call) {
      out = null;
      if (call.kept() && !faults.areOff()) {
        backlog.addFirst(call);
      }
      pump();
    }
  }

  // ---- what the network tells ------------------------------------------------------------------

  void opened(Wire opened) {
    dialling = false;
    wire = opened;
    if (!booted || kernel.percent(30)) {
      backlog.addFirst(outgoing("BootNotification", Messages.boot(version), false));
    } else {
      backlog.addFirst(
          outgoing(
              "StatusNotification",
              Messages.status(version, sessions.now(), 1, "Available"),
              false));
    }
    pump();
  }

  @SuppressWarnings("ReferenceEquality") // this very socket
  void lost(Wire gone) {
    if (wire != gone && wire != null) {
      return;
    }
    dialling = false;
    wire = null;
    Outgoing unanswered = out;
    out = null;
    if (unanswered != null && (unanswered.kept() || kernel.percent(50))) {
      backlog.addFirst(
          kernel.percent(70)
              ? unanswered
              : outgoing(unanswered.action(), unanswered.payload(), unanswered.kept()));
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very socket
  void received(Wire from, String text) {
    if (wire != from || !(CODEC.parse(text, version) instanceof ParsedFrame.Valid valid)) {
      return;
    }
    switch (valid.frame()) {
      case Frame.Call call -> called(from, call);
      case Frame.CallResult result -> answered(result.id().value(), result.payload());
      case Frame.CallError error -> answered(error.id().value(), JsonView.EMPTY);
      default -> {}
    }
  }

  private void answered(String callId, JsonView payload) {
    Outgoing call = out;
    if (call == null || !call.id().equals(callId)) {
      return;
    }
    out = null;
    if (call.action().equals("BootNotification")) {
      booted = payload.string("status").orElse("").equals("Accepted");
      if (!booted && !faults.areOff()) {
        kernel.after(kernel.millis(200, 4_000), () -> say("BootNotification", call.payload()));
      }
    } else if (call.action().equals("StartTransaction")) {
      payload.number("transactionId").ifPresent(number -> sessions.started((int) number));
    }
    pump();
  }

  private void called(Wire from, Frame.Call call) {
    String callId = call.id().value();
    String good =
        call.action().name().equals("GetLocalListVersion")
            ? (Messages.is16(version) ? "{\"listVersion\":1}" : "{\"versionNumber\":1}")
            : "{\"status\":\"Accepted\"}";
    Duration delay = kernel.percent(6) ? kernel.millis(20_000, 70_000) : kernel.millis(1, 1_500);
    int how = faults.areOff() ? 0 : kernel.below(100);
    if (how < 60) {
      reply(from, delay, Messages.result(callId, good));
      follow(call);
    } else if (how < 68) {
      reply(from, delay, Messages.result(callId, "{\"status\":\"Rejected\"}"));
    } else if (how < 76) {
      reply(from, delay, "[4,\"" + callId + "\",\"NotSupported\",\"" + "x".repeat(450) + "\",{}]");
    } else if (how < 80) {
      reply(from, delay, "[3,\"" + callId + "\",7]");
    } else if (how < 84) {
      reply(from, delay, Messages.result(callId, "{\"status\":7}"));
    } else if (how < 90) {
      reply(from, delay, Messages.result(callId, good));
      reply(from, delay, Messages.result(callId, good));
    } else if (how < 93) {
      reply(from, delay, Messages.result("unknown", good));
    }
  }

  private void follow(Frame.Call call) {
    if (call.action().name().equals("Reset") && wire != null) {
      Wire at = wire;
      kernel.after(kernel.millis(1_600, 3_000), () -> reboot(at));
    } else if (call.action().name().equals("TriggerMessage")) {
      call.payload()
          .string("requestedMessage")
          .filter(wanted -> wanted.equals("Heartbeat") || wanted.equals("BootNotification"))
          .ifPresent(
              wanted -> say(wanted, wanted.equals("Heartbeat") ? "{}" : Messages.boot(version)));
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very socket
  private void reboot(Wire at) {
    if (wire == at && !faults.areOff()) {
      booted = false;
      network.hangUp(at);
      lost(at);
    }
  }

  private void reply(Wire from, Duration delay, String text) {
    kernel.after(
        delay,
        () -> {
          if (from.stationOpen) {
            network.toServer(from, text);
          }
        });
  }
}
