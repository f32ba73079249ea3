// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageCatalogue;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.ArrayList;
import java.util.List;

/** Holds what stations sent against the generated definitions. */
public final class ValidMessages {
  private ValidMessages() {}

  /** The faults of a frame of a station; {@code asked} is the action that a result answers. */
  public static List<String> faults(OcppVersion version, Frame frame, String asked) {
    List<String> faults = new ArrayList<>();
    MessageCatalogue catalogue = MessageCatalogue.of(version);
    switch (frame) {
      case Frame.Call call ->
          catalogue
              .request(call.action())
              .orElseThrow(() -> new AssertionError("No " + call.action() + " in " + version))
              .validate(call.payload())
              .ifPresent(fault -> faults.add(version + " " + call + ": " + fault));
      case Frame.CallResult result -> {
        JsonView payload = result.payload();
        catalogue
            .response(Action.of(asked))
            .orElseThrow(() -> new AssertionError("No " + asked + " in " + version))
            .validate(payload)
            .ifPresent(fault -> faults.add(version + " " + asked + " " + payload + ": " + fault));
      }
      default -> {}
    }
    return faults;
  }
}
