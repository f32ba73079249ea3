// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Block;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.SimpleServices.Acknowledged;
import dev.stationkeeper.station.SimpleServices.Judged;
import java.util.HashMap;
import java.util.Map;

/** Blocks A, Security, and M, ISO 15118 certificates; 1.6 security whitepaper. */
public final class SecurityBlock implements Block {
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
}
