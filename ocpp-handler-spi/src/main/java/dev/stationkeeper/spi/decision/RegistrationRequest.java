// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.util.Optional;

/** A station says what it is (BootNotification). Immutable. */
public final class RegistrationRequest {
  private final Request request;
  private final JsonView station;
  private final boolean old;

  RegistrationRequest(Request request) {
    this.request = request;
    this.old = request.version().equals(OcppVersion.V1_6);
    this.station =
        old
            ? request.payload()
            : request.payload().object("chargingStation").orElse(JsonView.EMPTY);
  }

  /** The maker. */
  public String vendor() {
    return station.string(old ? "chargePointVendor" : "vendorName").orElse("");
  }

  /** The model. */
  public String model() {
    return station.string(old ? "chargePointModel" : "model").orElse("");
  }

  /** The serial number of the station. */
  public Optional<String> serialNumber() {
    return station.string(old ? "chargePointSerialNumber" : "serialNumber");
  }

  /** The version of its firmware. */
  public Optional<String> firmware() {
    return station.string("firmwareVersion");
  }

  /** Why it booted, for example {@code PowerUp}; 1.6 does not tell. */
  public Optional<String> reason() {
    return old ? Optional.empty() : request.payload().string("reason");
  }

  /** The request as it came. */
  public Request request() {
    return request;
  }
}
