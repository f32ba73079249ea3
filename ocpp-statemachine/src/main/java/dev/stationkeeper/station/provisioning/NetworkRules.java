// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.provisioning;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.StationState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What 2.1 forbids in changes of the variables of NetworkConfiguration, by slot (B09). */
final class NetworkRules {
  private static final String COMPONENT = "NetworkConfiguration";

  private NetworkRules() {}

  static Optional<String> fault(StationState state, OcppVersion version, Command command) {
    if (!version.isAtLeast(OcppVersion.V2_1) || !command.action().name().equals("SetVariables")) {
      return Optional.empty();
    }
    Reasons reasons = new Reasons();
    List<String> inUse = priority(state);
    command.payload().objects("setVariableData").stream()
        .filter(data -> data.string("component", "name").orElse("").equalsIgnoreCase(COMPONENT))
        .collect(Collectors.groupingBy(data -> data.string("component", "instance").orElse("")))
        .forEach((slot, entries) -> slot(reasons, slot, entries, inUse.contains(slot)));
    return reasons.first();
  }

  private static void slot(Reasons reasons, String slot, List<JsonView> entries, boolean inUse) {
    reasons.when(
        inUse,
        "NetworkConfiguration " + slot + " is in the priority list: it must stay (B09.FR.21)");
    enabled(reasons, slot, entries, "apn", "ApnEnabled", "B09.FR.29");
    enabled(reasons, slot, entries, "vpn", "VpnEnabled", "B09.FR.30");
  }

  /** Who configures a connection says with it whether it goes by APN and by VPN. */
  private static void enabled(
      Reasons reasons,
      String slot,
      List<JsonView> entries,
      String prefix,
      String variable,
      String rule) {
    String wanted = variable.toLowerCase(Locale.ROOT);
    var byName =
        entries.stream()
            .collect(
                Collectors.toMap(NetworkRules::name, Function.identity(), (first, _) -> first));
    boolean configures =
        byName.keySet().stream().anyMatch(name -> name.startsWith(prefix) && !name.equals(wanted));
    boolean connects = byName.containsKey("ocppcsmsurl");
    String told =
        Optional.ofNullable(byName.get(wanted))
            .flatMap(data -> data.string("attributeValue"))
            .orElse("");
    reasons.when(
        (configures || connects) && !told.equalsIgnoreCase(Boolean.toString(configures)),
        "What configures the connection of slot %s sets %s to %s (%s)"
            .formatted(slot, variable, configures, rule));
  }

  private static String name(JsonView data) {
    return data.string("variable", "name").orElse("").toLowerCase(Locale.ROOT);
  }

  private static List<String> priority(StationState state) {
    return state
        .parts()
        .get(Configuration.class)
        .value("OCPPCommCtrlr", "NetworkConfigurationPriority", null)
        .map(list -> Arrays.stream(list.split(",", -1)).map(String::strip).toList())
        .orElse(List.of());
  }
}
