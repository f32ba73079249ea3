// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the read model knows it.
 *
 * @param id unique over all stations: {@code station:transactionId}, with {@code ~2}, {@code ~3}
 *     where a station used an id again
 * @param transactionId the station's own; under 1.6 the number that we gave
 * @param meterStart Wh
 * @param meterStop Wh
 * @param authorization the last status answered for the token
 * @param offline true when any of it happened while the station was offline
 * @param missing how many of the station's sequence numbers (2.x seqNo) have not come
 * @param findings what does not fit: superseded, orphan, noEnd, tooManyOpen, gap, corrected
 * @param meterValues in order of arrival; empty in lists
 */
public record TransactionRow(
    String id,
    String transactionId,
    String station,
    @Nullable Integer evse,
    @Nullable Integer connector,
    @Nullable String idToken,
    @Nullable String idTokenType,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable Long meterStart,
    @Nullable Long meterStop,
    @Nullable String stopReason,
    boolean active,
    @Nullable String authorization,
    @Nullable String chargingState,
    boolean offline,
    int missing,
    List<String> findings,
    List<MeterValueRow> meterValues) {
  public TransactionRow {
    findings = List.copyOf(findings);
    meterValues = List.copyOf(meterValues);
  }
}
