// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * A station as a handler sees it. For one test's thread; made by {@link FakeServer#station}.
 *
 * <p>The handler runs on threads of its own, as in a server. Methods here return when it is done,
 * or when it has not come back within the server's patience.
 */
public final class FakeStation {
  private final FakeServer server;
  private final StationId id;
  private final OcppVersion version;
  private long requests;
  private long events;

  FakeStation(FakeServer server, StationId id, OcppVersion version) {
    this.server = server;
    this.id = id;
    this.version = version;
  }

  /** Its id. */
  public String id() {
    return id.value();
  }

  /** The version that it speaks. */
  public OcppVersion version() {
    return version;
  }

  /**
   * The station asks, and the handler answers. The request's deadline is 20 s of the server's time
   * away; when the handler does not come back, that time passes at once.
   *
   * @param action for example {@code Authorize}
   * @param payload a JSON object; not checked, so that a test can send what no server lets through
   */
  public FakeAnswer call(String action, String payload) {
    return begin(action, payload).answer();
  }

  /** As {@link #call}, for a handler that answers later: what it waits for comes in between. */
  public FakeCall begin(String action, String payload) {
    return server.ask(id, version, "m" + ++requests, action, JsonView.parse(payload));
  }

  /**
   * Something has happened to the station.
   *
   * @param type for example {@code TransactionStarted}
   * @param payload a JSON object
   */
  public void event(String type, String payload) {
    server.publish(id, ++events, type, JsonView.parse(payload), false);
    server.settle(id);
  }

  /** Tells {@code count} events, as fast as the handler takes them. */
  void flood(int count, String type, String payload) {
    JsonView view = JsonView.parse(payload);
    for (int i = 1; i <= count; i++) {
      server.publish(id, ++events, type, view, false);
      if (i % 32 == 0 || i == count) {
        server.settle(id);
      }
    }
  }

  /** The commands that the handler sent to this station, in order. */
  public List<FakeCommand> commands() {
    server.settle(id);
    return server.services().commands(id);
  }

  /** The state that the handler kept last, by a checkpoint or at an orderly stop. */
  public Optional<Snapshot> kept() {
    server.settle(id);
    return server.services().kept(id);
  }

  /** What {@code StationContext.state()} gives from now on. */
  public void state(String json) {
    server.services().state(id, JsonView.parse(json));
  }

  /** What {@code StationContext.deviceModel()} gives from now on. */
  public void deviceModel(String json) {
    server.services().deviceModel(id, JsonView.parse(json));
  }

  /** How often the handler's object for this station was replaced after a failure. */
  public long restarts() {
    server.settle(id);
    return server.slot(id).restarts();
  }

  /** The text of the last failure; empty when there was none. */
  public String lastError() {
    server.settle(id);
    return server.slot(id).lastError();
  }

  /** True when the handler serves the station: not while it pauses or is quarantined. */
  public boolean isServed() {
    server.settle(id);
    return server.isServed(id);
  }
}
