// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import dev.stationkeeper.engine.CommandTicket;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.station.Command;
import java.util.List;

/** People who want things done, change their minds, swap handlers and put them out of service. */
final class Operators {
  private final Kernel kernel;
  private final Server server;
  private final Witness witness;
  private final Faults faults;
  private final List<ModelStation> stations;
  private int commands;

  Operators(
      Kernel kernel, Server server, Witness witness, Faults faults, List<ModelStation> stations) {
    this.kernel = kernel;
    this.server = server;
    this.witness = witness;
    this.faults = faults;
    this.stations = stations;
  }

  void start() {
    kernel.after(kernel.millis(100, 8_000), this::live);
  }

  private void live() {
    if (faults.areOff()) {
      return;
    }
    if (server.isUp()) {
      act();
    }
    kernel.after(kernel.millis(50, 9_000), this::live);
  }

  private void act() {
    int what = kernel.below(100);
    if (what < 6) {
      server.swap();
    } else if (what < 9) {
      var managers = server.managers();
      if (managers != null) {
        var _ = managers.quarantine(Server.VENDOR, "ann");
        kernel.after(kernel.millis(100, 9_000), () -> managers.resume(Server.VENDOR));
      }
    } else if (what < 25) {
      cancel();
    } else {
      for (int i = kernel.percent(10) ? 8 : 1; i > 0; i--) {
        submit();
      }
    }
  }

  private StationId someone() {
    return stations.get(kernel.below(stations.size())).id();
  }

  private void cancel() {
    StationEngines engines = server.engines();
    if (engines != null && commands > 0) {
      engines.cancel(someone(), "k" + (1 + kernel.below(commands)), "ann");
    }
  }

  private void submit() {
    StationEngines engines = server.engines();
    if (engines == null) {
      return;
    }
    String id = "k" + ++commands;
    Command command =
        new Command(
            id,
            Action.of(kernel.pick("ClearCache", "Reset", "GetLocalListVersion", "TriggerMessage")),
            JsonView.EMPTY,
            kernel.instant().plus(kernel.millis(500, 90_000)),
            "ann");
    String payload =
        switch (command.action().name()) {
          case "Reset" -> kernel.pick("{\"type\":\"Soft\"}", "{\"type\":\"Immediate\"}");
          case "TriggerMessage" ->
              "{\"requestedMessage\":\""
                  + kernel.pick("Heartbeat", "BootNotification", "StatusNotification")
                  + "\"}";
          default -> "{}";
        };
    StationId station = someone();
    CommandTicket ticket =
        engines.submit(
            station, Records.with(command, java.util.Map.of("payload", JsonView.parse(payload))));
    kernel.note("command " + id + " " + command.action() + " for " + station);
    var _ =
        ticket
            .taken()
            .whenComplete(
                (result, refused) -> {
                  if (refused == null) {
                    witness.taken(station, id);
                  }
                });
    var _ =
        ticket
            .ended()
            .whenComplete(
                (result, refused) -> {
                  if (refused == null) {
                    witness.ended(station, id, result.status().wireName());
                  }
                });
  }
}
