// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A functional block of the specification: which CALLs of a station it serves, what it keeps of a
 * station, which flows it runs, and what else it has to do when something happens. Stateless: one
 * serves all stations. It lives in a package of its own and is entered in {@link Blocks}.
 */
public interface Block {
  /** What serves which of a station's CALLs in that version, by action. */
  default Map<String, Service> services(OcppVersion version) {
    return Map.of();
  }

  /** What it keeps of each station, as it is before anything has happened. */
  default List<Part> parts() {
    return List.of();
  }

  /** The kinds of flow it runs. */
  default List<FlowKind> flows() {
    return List.of();
  }

  /**
   * Why the specification forbids a CSMS to send this: one sentence that names the rule. Asked when
   * the command is submitted and again before it is sent. Nothing that only the station can judge.
   */
  default Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return Optional.empty();
  }

  /** True while the command has to wait for something else to end. Others may overtake it. */
  default boolean holds(StationState state, Command command) {
    return false;
  }

  /**
   * What of the command goes into one message; the block sees to the rest. By default all of it.
   *
   * @return the command's own payload, the same object, when all of it fits
   */
  default JsonView fitted(StationState state, OcppVersion version, Command command) {
    return command.payload();
  }

  /**
   * How the command goes in several messages when the station takes less in one. Its end is one all
   * the same, with the results of all of them.
   */
  default Optional<Splitting> splits(StationState state, Command command) {
    return Optional.empty();
  }

  /** False when the station's unanswered message is to be dropped. */
  default boolean takes(StationState state, Frame.Send send) {
    return true;
  }

  /** Something happened; told after the flows that run. The place where flows are started. */
  default void on(Turn turn, Occasion occasion) {}
}
