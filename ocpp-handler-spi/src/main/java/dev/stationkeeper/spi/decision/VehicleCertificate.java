// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import java.util.Optional;

/** What a contract certificate pool says to a vehicle (M01, M02). Immutable. */
public final class VehicleCertificate {
  private static final int NOT_SAID = -1;
  private static final VehicleCertificate PASS = new VehicleCertificate("", "", NOT_SAID);

  private final String status;
  private final String exiResponse;
  private final int remaining;

  private VehicleCertificate(String status, String exiResponse, int remaining) {
    this.status = status;
    this.exiResponse = exiResponse;
    this.remaining = remaining;
  }

  /**
   * The vehicle gets a contract.
   *
   * @param exiResponse the message for it, EXI in Base64, at most 5,600 characters (2.1: 17,000)
   */
  public static VehicleCertificate accepted(String exiResponse) {
    return new VehicleCertificate("Accepted", exiResponse, NOT_SAID);
  }

  /**
   * It gets none.
   *
   * @param exiResponse the message for it, EXI in Base64; may be empty
   */
  public static VehicleCertificate failed(String exiResponse) {
    return new VehicleCertificate("Failed", exiResponse, NOT_SAID);
  }

  /** No opinion. */
  public static VehicleCertificate pass() {
    return PASS;
  }

  /**
   * The same, with more contracts for the vehicle behind this one: it asks again, and gets the next
   * with one less each time (M01.FR.04, M01.FR.07). Before 2.1 it is not said.
   *
   * @param contracts from 0
   */
  public VehicleCertificate withRemaining(int contracts) {
    if (contracts < 0) {
      throw new IllegalArgumentException("There are at least 0 contracts: " + contracts);
    }
    return new VehicleCertificate(status, exiResponse, contracts);
  }

  Optional<JsonView> payload(Request request) {
    if (status.isEmpty()) {
      return Optional.empty();
    }
    JsonObjectBuilder answer =
        JsonView.object().put("status", status).put("exiResponse", exiResponse);
    if (remaining != NOT_SAID && request.version().isAtLeast(OcppVersion.V2_1)) {
      answer.put("remainingContracts", remaining);
    }
    return Optional.of(answer.build());
  }

  @Override
  public String toString() {
    return status.isEmpty() ? "pass" : status;
  }
}
