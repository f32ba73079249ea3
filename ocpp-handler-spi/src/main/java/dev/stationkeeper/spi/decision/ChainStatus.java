// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the revocation of several certificates (M07). Immutable. */
public final class ChainStatus {
  private static final ChainStatus PASS = new ChainStatus(List.of());

  private final List<Finding> findings;

  private ChainStatus(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  /**
   * What was found out about one certificate.
   *
   * @param status Good, Revoked, Unknown, or Failed when nobody could be asked
   * @param nextUpdate until when that is good
   */
  public record Finding(ChainStatusRequest.Question question, String status, Instant nextUpdate) {}

  /**
   * One finding for each question.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ChainStatus of(List<Finding> findings) {
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("Each question needs its finding");
    }
    return new ChainStatus(findings);
  }

  /** No opinion. */
  public static ChainStatus pass() {
    return PASS;
  }

  Optional<JsonView> payload() {
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        JsonView.object()
            .putObjects("certificateStatus", findings.stream().map(ChainStatus::payload).toList())
            .build());
  }

  private static JsonView payload(Finding finding) {
    return JsonView.object()
        .put("certificateHashData", finding.question().certificate().payload())
        .put("source", finding.question().source())
        .put("status", finding.status())
        .put("nextUpdate", finding.nextUpdate())
        .build();
  }

  @Override
  public String toString() {
    return findings.isEmpty() ? "pass" : findings.stream().map(Finding::status).toList().toString();
  }
}
