// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.ocpp.ParsedFrame;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Input;

/** Makes of what a station wrote what its machine decides on. Used by the station's drain only. */
final class Reading {
  private final StationId station;
  private final EnginePorts ports;
  private final OpenCalls calls;

  Reading(StationId station, EnginePorts ports, OpenCalls calls) {
    this.station = station;
    this.ports = ports;
    this.calls = calls;
  }

  Input read(Mail.Text text) {
    return switch (ports.codec().parse(text.text(), text.version())) {
      case ParsedFrame.Valid valid -> {
        calls.came(
            text.connection(), text.version(), valid.frame(), text.at(), ports.clock().instant());
        yield new Input.Received(text.connection(), valid.frame());
      }
      case ParsedFrame.Malformed malformed -> {
        ports.traffic().malformed(station, text.version());
        yield new Input.Malformed(
            text.connection(),
            malformed.answer(),
            malformed.reason(),
            malformed.brokenAnswerTo().orElse(null));
      }
    };
  }
}
