// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Request;

/** A station wants the OCSP response on a certificate (2.x GetCertificateStatus). Immutable. */
public final class CertificateStatusRequest {
  private final Request request;

  CertificateStatusRequest(Request request) {
    this.request = request;
  }

  /** The certificate, and where to ask. */
  public CertificateHashes certificate() {
    return CertificateHashes.of(request.payload().object("ocspRequestData").orElse(JsonView.EMPTY));
  }

  /** The request as it came. */
  public Request request() {
    return request;
  }
}
