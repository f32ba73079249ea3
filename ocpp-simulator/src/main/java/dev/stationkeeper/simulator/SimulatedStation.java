// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.simulator.net.Endpoint;
import dev.stationkeeper.simulator.net.StationNetwork;
import dev.stationkeeper.simulator.net.StationNetwork.NetworkStation;
import dev.stationkeeper.simulator.station.Answer;
import dev.stationkeeper.simulator.station.CallOutcome;
import dev.stationkeeper.simulator.station.Closed;
import dev.stationkeeper.simulator.station.Station;
import dev.stationkeeper.simulator.station.StationSettings;
import dev.stationkeeper.simulator.station.StopCause;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A station that a test drives, over a real socket. Thread-safe: what it is told to do is done on
 * its own thread in the order of the calls, the stages complete there, and {@link #await} waits for
 * one from a test's thread.
 *
 * <p>It behaves like any station in between: it answers the CSMS's CALLs, sends heartbeats, status
 * and meter values, keeps one CALL outstanding at a time, keeps transaction messages over lost
 * connections. With {@link StationSettings#scripted} it boots and reconnects only when told.
 */
public final class SimulatedStation implements AutoCloseable {
  /** How long {@link #await} waits. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final NetworkStation on;
  private final StationRecorder recorder;

  private SimulatedStation(NetworkStation on, StationRecorder recorder) {
    this.on = on;
    this.recorder = recorder;
  }

  /** A station that is switched off; {@code seed} decides whatever it does by chance. */
  public static SimulatedStation of(
      StationNetwork network,
      Endpoint endpoint,
      String id,
      OcppVersion version,
      StationSettings settings,
      long seed) {
    StationRecorder recorder = new StationRecorder();
    return new SimulatedStation(
        network.station(
            new StationId(id), version, settings, endpoint, new SplittableRandom(seed), recorder),
        recorder);
  }

  /**
   * Opens the connection; fails with {@link NotConnectedException} when there is none to be had.
   */
  public CompletionStage<Void> connect() {
    return ask(
        (station, done) -> {
          if (station.isConnected()) {
            done.complete(null);
            return;
          }
          recorder.onNextConnect(
              refusal -> {
                if (refusal == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(new NotConnectedException(refusal));
                }
              });
          station.connect();
        });
  }

  /** Sends a BootNotification; when it is accepted, status and heartbeats follow by themselves. */
  public CompletionStage<CallOutcome> boot() {
    return ask((station, done) -> station.boot(done::complete));
  }

  /** Sends an Authorize. */
  public CompletionStage<CallOutcome> authorize(String idToken) {
    return ask((station, done) -> station.authorize(idToken, done::complete));
  }

  /** Puts the cable into connector {@code connector}, counted from 1. */
  public CompletionStage<Void> plugIn(int connector) {
    return run(station -> station.connectors().plugIn(connector));
  }

  /** Pulls the cable; a running transaction ends. */
  public CompletionStage<Void> unplug(int connector) {
    return run(station -> station.connectors().unplug(connector));
  }

  /**
   * Begins a transaction; completes with the answer to StartTransaction or to the TransactionEvent
   * Started, which offline is after the connection is back.
   */
  public CompletionStage<CallOutcome> start(int connector, String idToken) {
    return ask((station, done) -> station.connectors().start(connector, idToken, done::complete));
  }

  /** Ends the transaction as its driver does; completes with the answer. */
  public CompletionStage<CallOutcome> stop(int connector) {
    return stop(connector, StopCause.LOCAL);
  }

  /** Ends the transaction; completes with the answer. */
  public CompletionStage<CallOutcome> stop(int connector, StopCause cause) {
    return ask((station, done) -> station.connectors().stop(connector, cause, done::complete));
  }

  /** Breaks or mends a connector. */
  public CompletionStage<Void> fault(int connector, boolean broken) {
    return run(station -> station.connectors().fault(connector, broken));
  }

  /** Sends any CALL, in turn with the station's own, whatever its registration. */
  public CompletionStage<CallOutcome> call(String action, JsonView payload) {
    return ask(
        (station, done) ->
            station.call(Action.of(action), payload, on.timing().nanoTime(), done::complete));
  }

  /** Sends a text as it is; nothing is checked, nothing waits for its turn. */
  public CompletionStage<Void> sendRaw(String text) {
    return run(station -> station.sendRaw(text));
  }

  /** Ends the connection with a close frame and stays away; completes when the socket is gone. */
  public CompletionStage<Closed> disconnect() {
    return leave(false);
  }

  /** Ends the connection by a TCP reset and stays away; completes when the socket is gone. */
  public CompletionStage<Closed> cut() {
    return leave(true);
  }

  private CompletionStage<Closed> leave(boolean abruptly) {
    return ask(
        (station, done) -> {
          if (station.isConnected()) {
            recorder.onNextClose(done::complete);
          } else {
            done.complete(new Closed(1000, "was not connected"));
          }
          station.disconnect(abruptly);
        });
  }

  /** Completes when the connection ends next, whoever ends it. */
  public CompletionStage<Closed> closed() {
    return ask((station, done) -> recorder.onNextClose(done::complete));
  }

  /** Switches the station off and on again: its transactions end, the next connection boots. */
  public CompletionStage<Void> powerCycle() {
    return run(Station::powerCycle);
  }

  /**
   * The next CALL of the CSMS with this action that no earlier {@code nextCall} has taken; also one
   * that came before. The station answers it by itself.
   */
  public CompletionStage<Frame.Call> nextCall(String action) {
    return ask((station, done) -> recorder.take(action, done::complete));
  }

  /** Answers an action so instead of the station's own way; null takes it back. */
  public CompletionStage<Void> answerWith(
      String action, @Nullable Function<JsonView, Answer> answer) {
    return run(station -> station.answerWith(action, answer));
  }

  /** Reads something of the station's state on its thread. */
  public <T> CompletionStage<T> ask(Function<Station, T> question) {
    return ask((station, done) -> done.complete(question.apply(station)));
  }

  /** Every frame that passed so far, oldest first; the first {@value StationRecorder#MAX_KEPT}. */
  public List<RecordedFrame> frames() {
    return recorder.frames();
  }

  /** How the CSMS broke the protocol so far. */
  public List<String> violations() {
    return recorder.violations();
  }

  /**
   * Waits for a stage, {@link #PATIENCE} at most.
   *
   * @throws CompletionException with the cause when the stage failed
   * @throws IllegalStateException when it did not complete in time; the message shows the last
   *     frames
   */
  public <T> T await(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .copy()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new IllegalStateException("Nothing within " + PATIENCE + ". Last: " + last(), e);
      }
      throw e;
    }
  }

  private List<RecordedFrame> last() {
    List<RecordedFrame> frames = frames();
    return frames.subList(Math.max(0, frames.size() - 10), frames.size());
  }

  private CompletionStage<Void> run(Consumer<Station> task) {
    return ask(
        (station, done) -> {
          task.accept(station);
          done.complete(null);
        });
  }

  private interface Task<T extends @Nullable Object> {
    void run(Station station, CompletableFuture<T> done);
  }

  private <T extends @Nullable Object> CompletionStage<T> ask(Task<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    on.execute(
        () -> {
          try {
            task.run(on.station(), done);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /** Takes the station away: a close frame, no coming back; waits a few seconds for it at most. */
  @Override
  public void close() {
    on.discard().completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
  }
}
