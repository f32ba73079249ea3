// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.view.Page;
import dev.stationkeeper.server.view.VariableRow;
import dev.stationkeeper.server.view.VariablesView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A station's device model as handlers see it: members that the SPI promises, and no others. */
final class DeviceModelPicture {
  /** The largest stations have some thousands; more would be a text of many megabytes. */
  private static final int MOST = 10 * Page.MAX_LIMIT;

  private DeviceModelPicture() {}

  static JsonView of(VariablesView view, StationId station) {
    List<JsonView> variables = new ArrayList<>();
    String cursor = null;
    do {
      Page<VariableRow> page = view.list(station.value(), null, null, cursor, Page.MAX_LIMIT);
      page.items().forEach(row -> variables.add(variable(row)));
      cursor = page.next();
    } while (cursor != null && variables.size() < MOST);
    if (variables.isEmpty()) {
      return JsonView.EMPTY;
    }
    return JsonView.object()
        .putObjects("variables", variables)
        .put("complete", cursor == null)
        .build();
  }

  private static JsonView variable(VariableRow row) {
    JsonObjectBuilder picture =
        JsonView.object()
            .put("component", row.component())
            .put("componentInstance", row.componentInstance());
    number(picture, "evse", row.evse());
    number(picture, "connector", row.connector());
    return picture
        .put("variable", row.variable())
        .put("variableInstance", row.variableInstance())
        .put("attribute", row.attribute())
        .put("value", row.value())
        .put("mutability", row.mutability())
        .put("at", row.at())
        .build();
  }

  private static void number(JsonObjectBuilder picture, String name, @Nullable Integer number) {
    if (number != null) {
      picture.put(name, number);
    }
  }
}
