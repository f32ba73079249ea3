// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.ParsedFrame;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.simulator.ValidMessages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A station on the test bench: its cable ends in this class, which plays the CSMS by hand. */
final class Bench implements Link, StationListener {
  private static final FrameCodec CODEC = new FrameCodec();

  final FakeTiming timing = new FakeTiming();
  final Station station;
  final OcppVersion version;
  final Deque<Frame> sent = new ArrayDeque<>();
  final List<String> violations = new ArrayList<>();
  final List<Action> repeated = new ArrayList<>();
  final List<Action> dropped = new ArrayList<>();
  int connects;
  boolean open;
  private int calls;
  private String asked = "";

  Bench(OcppVersion version, StationSettings settings) {
    this.version = version;
    this.station =
        new Station(
            new StationId("CS-1"), version, settings, this, timing, new SplittableRandom(1), this);
  }

  static Bench of(OcppVersion version) {
    return new Bench(version, StationSettings.standard());
  }

  /** Connects and answers everything until the station is in service and silent. */
  Bench inService() {
    station.connect();
    settle();
    open();
    accept("BootNotification", "Accepted", 300);
    settleAll();
    sent.clear();
    return this;
  }

  void accept(String action, String status, int interval) {
    Frame.Call call = nextCall();
    assertEquals(action, call.action().name());
    answer(
        call,
        JsonView.object()
            .put("status", status)
            .put("currentTime", timing.now())
            .put("interval", interval)
            .build());
  }

  void open() {
    open = true;
    station.opened();
  }

  void lose() {
    open = false;
    station.closed(new Closed(1006, "test"));
  }

  /** Lets what the link has been asked for happen. */
  void settle() {
    timing.pass(Duration.ZERO);
  }

  /** Answers every call so that the station goes on. */
  void settleAll() {
    while (!sent.isEmpty()) {
      if (sent.pollFirst() instanceof Frame.Call call) {
        answer(call, kindly(call));
      }
    }
  }

  JsonView kindly(Frame.Call call) {
    String info = version.equals(OcppVersion.V1_6) ? "idTagInfo" : "idTokenInfo";
    JsonView accepted = JsonView.object().put("status", "Accepted").build();
    return switch (call.action().name()) {
      case "Authorize" -> JsonView.object().put(info, accepted).build();
      case "StartTransaction" ->
          JsonView.object().put("transactionId", 77).put(info, accepted).build();
      case "TransactionEvent" ->
          call.payload().object("idToken").isPresent()
              ? JsonView.object().put(info, accepted).build()
              : JsonView.EMPTY;
      case "Heartbeat" -> JsonView.object().put("currentTime", timing.now()).build();
      case "BootNotification" ->
          JsonView.object()
              .put("status", "Accepted")
              .put("currentTime", timing.now())
              .put("interval", 300)
              .build();
      default -> JsonView.EMPTY;
    };
  }

  /** The next frame of the station, which must be a CALL. */
  Frame.Call nextCall() {
    Frame frame = sent.pollFirst();
    if (frame instanceof Frame.Call call) {
      return call;
    }
    throw new AssertionError("No CALL but " + frame);
  }

  void answer(Frame.Call call, JsonView payload) {
    station.received(CODEC.write(new Frame.CallResult(call.id(), payload)));
  }

  void refuse(Frame.Call call) {
    station.received(
        CODEC.write(
            new Frame.CallError(call.id(), ErrorCode.INTERNAL_ERROR, "test", JsonView.EMPTY)));
  }

  /** Plays a CALL of the CSMS; gives the station's answer, or null when it kept silent. */
  @Nullable Frame ask(String action, String payload) {
    MessageId id = new MessageId("csms-" + calls++);
    int before = sent.size();
    asked = action;
    station.received(CODEC.write(new Frame.Call(id, Action.of(action), JsonView.parse(payload))));
    Frame answer = null;
    for (Frame frame : List.copyOf(sent).subList(before, sent.size())) {
      if (frame.id().equals(id)) {
        answer = frame;
        sent.remove(frame);
      }
    }
    return answer;
  }

  /** As {@link #ask}, for an answer that must be a CALLRESULT. */
  JsonView result(String action, String payload) {
    Frame answer = ask(action, payload);
    assertEquals(List.of(), violations);
    if (answer instanceof Frame.CallResult(MessageId id, JsonView result)) {
      return result;
    }
    throw new AssertionError("No CALLRESULT but " + answer);
  }

  /** The actions of the frames not looked at yet. */
  List<String> actions() {
    return sent.stream()
        .map(frame -> frame instanceof Frame.Call call ? call.action().name() : "answer")
        .toList();
  }

  @Override
  public void connect() {
    connects++;
  }

  @Override
  public void send(String text) {
    if (!open) {
      return;
    }
    if (!(CODEC.parse(text, version) instanceof ParsedFrame.Valid(Frame frame))) {
      throw new AssertionError("The station sent no frame: " + text);
    }
    assertEquals(List.of(), ValidMessages.faults(version, frame, asked));
    sent.addLast(frame);
  }

  @Override
  public void close(boolean abruptly) {
    if (open) {
      open = false;
      timing.after(0, () -> station.closed(new Closed(1000, "closed by the station")));
    }
  }

  @Override
  public void violation(String what) {
    violations.add(what);
  }

  @Override
  public void repeated(Action action) {
    repeated.add(action);
  }

  @Override
  public void dropped(Action action) {
    dropped.add(action);
  }
}
