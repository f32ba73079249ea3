// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.simulator.station.OutgoingCall.Kind;
import dev.stationkeeper.simulator.station.Variable.Access;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The device model of a 2.x station: GetVariables, SetVariables, GetBaseReport (B05 to B07). */
final class DeviceModel {
  private static final int VARIABLES_PER_PART = 10;

  private final Variables variables;

  DeviceModel(Variables variables) {
    this.variables = variables;
  }

  Answer get(JsonView payload) {
    List<JsonView> results = new ArrayList<>();
    for (JsonView asked : payload.objects("getVariableData")) {
      Variable variable = find(asked);
      JsonObjectBuilder result = JsonView.object();
      String type = asked.string("attributeType").orElse("Actual");
      if (variable == null) {
        result.put("attributeStatus", unknown(asked));
      } else if (!type.equals("Actual")) {
        result.put("attributeStatus", "NotSupportedAttributeType");
      } else if (variable.access() == Access.WriteOnly) {
        result.put("attributeStatus", "Rejected");
      } else {
        result.put("attributeStatus", "Accepted").put("attributeValue", variables.value(variable));
      }
      results.add(
          result
              .put("component", asked.object("component").orElse(JsonView.EMPTY))
              .put("variable", asked.object("variable").orElse(JsonView.EMPTY))
              .build());
    }
    return Answer.of(JsonView.object().putObjects("getVariableResult", results).build());
  }

  Answer set(Station station, JsonView payload) {
    List<JsonView> results = new ArrayList<>();
    for (JsonView asked : payload.objects("setVariableData")) {
      results.add(
          JsonView.object()
              .put("attributeStatus", setOne(asked))
              .put("component", asked.object("component").orElse(JsonView.EMPTY))
              .put("variable", asked.object("variable").orElse(JsonView.EMPTY))
              .build());
    }
    JsonView answer = JsonView.object().putObjects("setVariableResult", results).build();
    return new Answer.Result(
        answer,
        () -> {
          station.heartbeats().restart();
          station.connectors().restartMetering();
        });
  }

  private String setOne(JsonView asked) {
    Variable variable = find(asked);
    String value = asked.string("attributeValue").orElse("");
    if (variable == null) {
      return unknown(asked);
    } else if (!asked.string("attributeType").orElse("Actual").equals("Actual")) {
      return "NotSupportedAttributeType";
    } else if (variable.access() == Access.ReadOnly || !variable.accepts(value)) {
      return "Rejected";
    }
    variables.set(variable, value);
    return variable.reboot() ? "RebootRequired" : "Accepted";
  }

  private @Nullable Variable find(JsonView asked) {
    return variables.find(
        asked.string("component", "name").orElse(""),
        asked.string("variable", "name").orElse(""),
        asked.string("variable", "instance").orElse(""));
  }

  private String unknown(JsonView asked) {
    return variables.hasComponent(asked.string("component", "name").orElse(""))
        ? "UnknownVariable"
        : "UnknownComponent";
  }

  Answer baseReport(Station station, JsonView payload) {
    String base = payload.string("reportBase").orElse("");
    if (base.equals("SummaryInventory")) {
      return Answer.status("NotSupported");
    }
    long requestId = payload.number("requestId").orElse(0);
    List<JsonView> data = new ArrayList<>();
    for (Variable variable : variables.all()) {
      if (base.equals("FullInventory") || variable.access() != Access.ReadOnly) {
        data.add(entry(variable));
      }
    }
    if (base.equals("FullInventory")) {
      addPlaces(station, data);
    }
    return Answer.status("Accepted", () -> send(station, requestId, data));
  }

  private static void send(Station station, long requestId, List<JsonView> data) {
    int seqNo = 0;
    for (int from = 0; from < data.size(); from += VARIABLES_PER_PART) {
      int to = Math.min(from + VARIABLES_PER_PART, data.size());
      JsonView part =
          JsonView.object()
              .put("requestId", requestId)
              .put("generatedAt", station.timing().now())
              .put("seqNo", seqNo++)
              .put("tbc", to < data.size())
              .putObjects("reportData", data.subList(from, to))
              .build();
      station
          .outbox()
          .add(
              Action.of("NotifyReport"),
              Kind.ASKED_FOR,
              () -> part,
              outcome -> {},
              station.timing().nanoTime());
    }
  }

  private JsonView entry(Variable variable) {
    String value = variable.access() == Access.WriteOnly ? null : variables.value(variable);
    return report(
        JsonView.object().put("name", variable.component()).build(),
        JsonView.object()
            .put("name", variable.name())
            .put("instance", variable.instance().isEmpty() ? null : variable.instance())
            .build(),
        value,
        variable.access().name(),
        variable.type().wire());
  }

  private static void addPlaces(Station station, List<JsonView> data) {
    for (Connector connector : station.connectors().all()) {
      JsonView evse = JsonView.object().put("id", connector.number).build();
      JsonView place = JsonView.object().put("id", connector.number).put("connectorId", 1).build();
      JsonView ofEvse = JsonView.object().put("name", "EVSE").put("evse", evse).build();
      JsonView ofConnector = JsonView.object().put("name", "Connector").put("evse", place).build();
      String status = station.dialect().status(connector);
      data.add(readOnly(ofEvse, "AvailabilityState", status, "OptionList"));
      data.add(readOnly(ofEvse, "Available", "true", "boolean"));
      data.add(
          readOnly(ofEvse, "Power", Integer.toString(station.settings().powerWatts()), "decimal"));
      data.add(readOnly(ofConnector, "AvailabilityState", status, "OptionList"));
      data.add(readOnly(ofConnector, "ConnectorType", "cType2", "string"));
    }
  }

  private static JsonView readOnly(JsonView component, String name, String value, String type) {
    return report(component, JsonView.object().put("name", name).build(), value, "ReadOnly", type);
  }

  private static JsonView report(
      JsonView component,
      JsonView variable,
      @Nullable String value,
      String mutability,
      String type) {
    JsonView attribute =
        JsonView.object().put("value", value).put("mutability", mutability).build();
    return JsonView.object()
        .put("component", component)
        .put("variable", variable)
        .putObjects("variableAttribute", List.of(attribute))
        .put(
            "variableCharacteristics",
            JsonView.object().put("dataType", type).put("supportsMonitoring", false).build())
        .build();
  }
}
