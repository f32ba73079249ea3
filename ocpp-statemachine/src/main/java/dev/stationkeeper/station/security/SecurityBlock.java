// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.SimpleServices.Judged;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blocks A, Security, and M, ISO 15118 certificates; 1.6 security whitepaper. */
public final class SecurityBlock implements Block {
  private final CertificateFlow certificate = new CertificateFlow();
  private final PasswordFlow password = new PasswordFlow();
  private final ProfileFlow profile = new ProfileFlow();

  @Override
  public Map<String, Service> services(OcppVersion version) {
    Map<String, Service> services = new HashMap<>();
    services.put("SecurityEventNotification", new Acknowledged());
    services.put("SignCertificate", new Judged("Rejected"));
    if (version.isAtLeast(OcppVersion.V2_0_1)) {
      services.put("Get15118EVCertificate", new Judged());
      services.put("GetCertificateStatus", new Judged("Failed"));
    }
    if (version.isAtLeast(OcppVersion.V2_1)) {
      services.put("GetCertificateChainStatus", new Judged());
    }
    return services;
  }

  @Override
  public Optional<String> forbids(StationState state, OcppVersion version, Command command) {
    return RaisedProfile.fault(state, command);
  }

  @Override
  public List<FlowKind> flows() {
    return List.of(certificate, password, profile);
  }

  @Override
  public void on(Turn turn, Occasion occasion) {
    certificate.begin(turn, occasion);
    password.begin(turn, occasion);
    profile.begin(turn, occasion);
  }
}
