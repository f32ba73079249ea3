// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Request;
import java.util.List;

/** A station asks whether certificates were revoked (2.1 GetCertificateChainStatus). Immutable. */
public final class ChainStatusRequest {
  private final Request request;

  ChainStatusRequest(Request request) {
    this.request = request;
  }

  /**
   * One of the certificates.
   *
   * @param source OCSP or CRL
   * @param urls where the status, or the list, is to be had
   */
  public record Question(CertificateHashes certificate, String source, List<String> urls) {
    /** Copies what is mutable. */
    public Question {
      urls = List.copyOf(urls);
    }
  }

  /** The certificates, one to four, in the station's order. */
  public List<Question> questions() {
    return request.payload().objects("certificateStatusRequests").stream()
        .map(
            asked ->
                new Question(
                    CertificateHashes.of(
                        asked.object("certificateHashData").orElse(JsonView.EMPTY)),
                    asked.string("source").orElse(""),
                    asked.strings("urls")))
        .toList();
  }

  /** The request as it came. */
  public Request request() {
    return request;
  }
}
