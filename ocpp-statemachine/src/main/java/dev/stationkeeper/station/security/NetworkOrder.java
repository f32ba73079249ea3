// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variable NetworkConfigurationPriority: in which order a 2.x station tries its slots (B10).
 */
final class NetworkOrder {
  static final String READ = "GetVariables";
  static final String WRITE = "SetVariables";
  private static final Set<String> DONE = Set.of("Accepted", "RebootRequired");

  private NetworkOrder() {}

  static JsonView read() {
    return JsonView.object().putObjects("getVariableData", List.of(named().build())).build();
  }

  /** To have {@code slot} before the slots of {@code order}, which are apart by commas. */
  static JsonView first(long slot, String order) {
    String wanted = Long.toString(slot);
    String value =
        Stream.concat(
                Stream.of(wanted),
                Arrays.stream(order.split(",", -1))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty() && !s.equals(wanted)))
            .collect(Collectors.joining(","));
    return JsonView.object()
        .putObjects("setVariableData", List.of(named().put("attributeValue", value).build()))
        .build();
  }

  /** What the answer to {@link #read} tells; empty when it tells nothing. */
  static Optional<String> valueOf(JsonView response) {
    return response.objects("getVariableResult").stream()
        .filter(result -> result.string("attributeStatus").orElse("").equals("Accepted"))
        .findFirst()
        .flatMap(result -> result.string("attributeValue"))
        .filter(value -> !value.isBlank());
  }

  /** True when the answer to {@link #first} is yes. */
  static boolean isSet(JsonView response) {
    return response.objects("setVariableResult").stream()
        .anyMatch(result -> DONE.contains(result.string("attributeStatus").orElse("")));
  }

  private static JsonObjectBuilder named() {
    return JsonView.object()
        .put("component", JsonView.object().put("name", "OCPPCommCtrlr").build())
        .put("variable", JsonView.object().put("name", "NetworkConfigurationPriority").build());
  }
}
