// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.StationState;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What block B forbids in requests for variables. A list longer than this station takes at a time
 * goes in several messages, unless secrets in it know their place or its results come in messages
 * of their own.
 */
final class VariableRules {
  /** The list in each request, and the requirement that limits it. */
  private static final Map<String, List<String>> LISTS =
      Map.of(
          "SetVariables", List.of("setVariableData", "B05.FR.11"),
          "GetVariables", List.of("getVariableData", "B06.FR.05"),
          "GetReport", List.of("componentVariable", "B08.FR.06"));

  private VariableRules() {}

  static Optional<String> fault(StationState state, Command command) {
    String action = command.action().name();
    List<String> list = LISTS.get(action);
    if (list == null) {
      return Optional.empty();
    }
    List<JsonView> entries = command.payload().objects(list.getFirst());
    int most = MessageLimits.of(state, "DeviceDataCtrlr", action).items();
    return new Reasons()
        .when(
            entries.size() > most && !goesInPieces(command),
            "The station takes at most %d entries in one %s (%s)"
                .formatted(most, action, list.getLast()))
        .when(
            action.equals("SetVariables") && namesOneTwice(entries),
            "A SetVariables names each attribute of a variable once (B05.FR.13)")
        .first();
  }

  private static boolean goesInPieces(Command command) {
    return command.sealed() == null && !command.action().name().equals("GetReport");
  }

  private static boolean namesOneTwice(List<JsonView> entries) {
    Set<String> seen = new HashSet<>();
    return entries.stream().map(VariableRules::named).anyMatch(name -> !seen.add(name));
  }

  /** Names are compared without regard to case; an absent attribute is the actual value. */
  private static String named(JsonView entry) {
    return String.join(
            " ",
            entry.json("component").orElse(""),
            entry.json("variable").orElse(""),
            entry.string("attributeType").orElse("Actual"))
        .toLowerCase(Locale.ROOT);
  }
}
