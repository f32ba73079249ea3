// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.spi.Request;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A vehicle wants its contract certificate, by way of a station (2.x Get15118EVCertificate). It
 * waits for some seconds only. Immutable.
 */
public final class VehicleCertificateRequest {
  private final Request request;

  VehicleCertificateRequest(Request request) {
    this.request = request;
  }

  /** The version of ISO 15118 that the message in {@link #exiRequest} is of. */
  public String schemaVersion() {
    return request.payload().string("iso15118SchemaVersion").orElse("");
  }

  /** {@code Install}, or {@code Update} of one that it has. An open set. */
  public String action() {
    return request.payload().string("action").orElse("");
  }

  /** The vehicle's own message, EXI in Base64, for the contract certificate pool. */
  public String exiRequest() {
    return request.payload().string("exiRequest").orElse("");
  }

  /** How many contracts the vehicle takes in all (2.1, ISO 15118-20). */
  public OptionalInt maximumContracts() {
    OptionalLong most = request.payload().number("maximumContractCertificateChains");
    return most.isPresent()
        ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, most.getAsLong()))
        : OptionalInt.empty();
  }

  /** The contracts that it wants before others (2.1, ISO 15118-20), the first first. */
  public List<String> preferredContracts() {
    return request.payload().strings("prioritizedEMAIDs");
  }

  /** The request as it came. */
  public Request request() {
    return request;
  }
}
