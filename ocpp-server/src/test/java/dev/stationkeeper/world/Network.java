// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.Connections;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.StationId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of all stations. A socket keeps the order of its frames in each direction; between
 * two sockets of one station there is none.
 */
final class Network implements Connections {
  private record Key(StationId station, long number) {}

  private final Kernel kernel;
  private final Witness witness;
  private final Faults faults;
  private final Map<Key, Wire> wires = new LinkedHashMap<>();
  private @Nullable StationEngines engines;

  Network(Kernel kernel, Witness witness, Faults faults) {
    this.kernel = kernel;
    this.witness = witness;
    this.faults = faults;
  }

  /** The server listens. */
  void up(StationEngines present) {
    engines = present;
  }

  /** The server is gone and with it its ends of all sockets; the stations learn it late. */
  void down() {
    engines = null;
    for (Wire wire : List.copyOf(wires.values())) {
      wire.serverOpen = false;
      kernel.after(kernel.millis(0, 8_000), () -> stationLost(wire));
    }
    wires.clear();
  }

  List<Wire> open() {
    return wires.values().stream().filter(wire -> wire.serverOpen && !wire.silent).toList();
  }

  // ---- the station's side ----------------------------------------------------------------------

  /** Dials; the station is told when it is through, or that nobody is there. */
  void dial(Wire wire) {
    kernel.after(faults.lag(), () -> accept(wire));
  }

  private void accept(Wire wire) {
    StationEngines present = engines;
    if (present == null) {
      kernel.after(faults.lag(), () -> wire.station.lost(wire));
      return;
    }
    wire.number = present.opened(wire.station.id(), wire.version, "192.0.2.7:1", 0);
    wire.serverOpen = true;
    wire.stationOpen = true;
    wires.put(new Key(wire.station.id(), wire.number), wire);
    kernel.note("open " + wire + " " + wire.version);
    down(wire, () -> wire.station.opened(wire));
  }

  void toServer(Wire wire, String text) {
    up(wire, () -> arrived(wire, text));
  }

  private void arrived(Wire wire, String text) {
    StationEngines present = engines;
    if (present == null || !wire.serverOpen || wire.silent) {
      kernel.note("lost  " + wire + " > " + text);
      return;
    }
    kernel.note("frame " + wire + " > " + text);
    witness.received(wire, text);
    present.received(wire.station.id(), wire.number, text);
  }

  /** The station closes in order. */
  void hangUp(Wire wire) {
    wire.stationOpen = false;
    up(wire, () -> serverClosed(wire, 1000, "bye"));
  }

  /** The path breaks; the server finds out when a ping stays without an answer. */
  void breakSilently(Wire wire) {
    wire.silent = true;
    wire.stationOpen = false;
    kernel.note("half-open " + wire);
    kernel.after(kernel.millis(10_000, 120_000), () -> serverClosed(wire, 1006, "no pong"));
  }

  private void stationLost(Wire wire) {
    if (wire.stationOpen) {
      wire.stationOpen = false;
      wire.station.lost(wire);
    }
  }

  // ---- the server's side -----------------------------------------------------------------------

  @Override
  public void send(StationId station, long connection, String text) {
    Wire wire = wires.get(new Key(station, connection));
    if (wire == null || !wire.serverOpen) {
      kernel.note("gone  " + station + "/" + connection + " < " + text);
      return;
    }
    kernel.note("frame " + wire + " < " + text);
    witness.sent(wire, text, kernel.instant());
    down(
        wire,
        () -> {
          if (wire.stationOpen && !wire.silent) {
            wire.station.received(wire, text);
          }
        });
  }

  @Override
  public void close(StationId station, long connection, int code, String reason) {
    Wire wire = wires.get(new Key(station, connection));
    if (wire != null && wire.serverOpen) {
      kernel.after(kernel.micros(300), () -> serverClosed(wire, code, reason));
      down(wire, () -> stationLost(wire));
    }
  }

  private void serverClosed(Wire wire, int code, String reason) {
    StationEngines present = engines;
    if (wire.serverOpen && present != null) {
      wire.serverOpen = false;
      wires.remove(new Key(wire.station.id(), wire.number));
      kernel.note("close " + wire + " " + code);
      present.closed(wire.station.id(), wire.number, code, reason);
    }
  }

  private void up(Wire wire, Runnable arrival) {
    wire.lastUp = arrival(wire.lastUp);
    kernel.after(Duration.ofNanos(wire.lastUp - kernel.nanos()), arrival);
  }

  private void down(Wire wire, Runnable arrival) {
    wire.lastDown = arrival(wire.lastDown);
    kernel.after(Duration.ofNanos(wire.lastDown - kernel.nanos()), arrival);
  }

  private long arrival(long before) {
    return Math.max(before + 1, kernel.nanos() + faults.lag().toNanos());
  }
}
