// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.StationId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a station: the fold of its events. Immutable; every part has a bound, so that a
 * hundred thousand of them fit into memory.
 *
 * @param seq number of the last event folded in, from 1; 0 before the first
 * @param device null before the first BootNotification
 * @param flows several steps that belong together and have no end yet
 * @param parts what the functional blocks keep, each its own
 */
public record StationState(
    StationId id,
    long seq,
    Link link,
    Registration registration,
    @Nullable Device device,
    Connectors connectors,
    Ledger transactions,
    CommandQueue commands,
    AnsweredCalls answered,
    Flows flows,
    Parts parts,
    QuirkTally quirks) {
  /** A station of which nothing has happened yet. */
  public static StationState unknown(StationId id) {
    return new StationState(
        id,
        0,
        Link.NONE,
        Registration.NONE,
        null,
        Connectors.NONE,
        Ledger.EMPTY,
        CommandQueue.EMPTY,
        AnsweredCalls.NONE,
        Flows.NONE,
        Parts.INITIAL,
        QuirkTally.NONE);
  }
}
