// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.view.CertificateRow;
import dev.stationkeeper.server.view.CertificatesView;
import dev.stationkeeper.server.view.FlowRow;
import dev.stationkeeper.server.view.FlowsView;
import dev.stationkeeper.server.view.ReservationRow;
import dev.stationkeeper.server.view.VariableRow;
import dev.stationkeeper.server.view.VariablesView;
import java.util.List;

/** What a station has told of itself, and what goes on with it. */
final class DeviceResource implements Resource {
  private final KnownStations stations;
  private final VariablesView variables;
  private final FlowsView flows;
  private final CertificatesView certificates;

  DeviceResource(
      KnownStations stations,
      VariablesView variables,
      FlowsView flows,
      CertificatesView certificates) {
    this.certificates = certificates;
    this.stations = stations;
    this.variables = variables;
    this.flows = flows;
  }

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/stations/{id}";
    return List.of(
        Route.of(
                Verb.GET,
                path + "/variables",
                "Lists a station's variables or configuration keys, as it told them last")
            .tagged("Stations")
            .path("id", "The station's id")
            .query("component", Param.Kind.TEXT, "Only of components with this name")
            .query("variable", Param.Kind.TEXT, "Only variables with this name")
            .paged()
            .answersPageOf(VariableRow.class)
            .served(
                x ->
                    Reply.ok(
                        variables.list(
                            stations.require(x).value(),
                            x.query("component"),
                            x.query("variable"),
                            x.cursor(),
                            x.limit()))),
        Route.of(
                Verb.GET,
                path + "/certificates",
                "Lists the certificates that a station has, as it told them last")
            .tagged("Certificates")
            .path("id", "The station's id")
            .query("type", Param.Kind.TEXT, "Only of this type, for example CSMSRootCertificate")
            .paged()
            .answersPageOf(CertificateRow.class)
            .served(
                x ->
                    Reply.ok(
                        certificates.list(
                            stations.require(x).value(), x.query("type"), x.cursor(), x.limit()))),
        Route.of(
                Verb.GET,
                path + "/reservations",
                "Lists a station's reservations, the latest first")
            .tagged("Stations")
            .path("id", "The station's id")
            .paged()
            .answersPageOf(ReservationRow.class)
            .served(
                x ->
                    Reply.ok(
                        flows.reservations(stations.require(x).value(), x.cursor(), x.limit()))),
        Route.of(
                Verb.GET,
                path + "/flows",
                "Lists what takes several steps with a station, the latest first")
            .tagged("Stations")
            .path("id", "The station's id")
            .query("kind", Param.Kind.TEXT, "Only of this kind, for example report or reset")
            .paged()
            .answersPageOf(FlowRow.class)
            .served(
                x ->
                    Reply.ok(
                        flows.list(
                            stations.require(x).value(), x.query("kind"), x.cursor(), x.limit()))));
  }
}
