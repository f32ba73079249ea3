// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;

/** How the machine serves one action of a station. Stateless. */
public interface Service {
  /** What serving a CALL comes to. */
  enum Outcome {
    /** It has its answer. */
    ANSWERED,
    /** It needs a decision first. */
    ASK
  }

  /** A CALL has come whose payload fits its schema: records its facts and answers it, or asks. */
  Outcome serve(Turn turn, InboundCall call);

  /**
   * What to answer when nobody decided. Only asked where {@link #serve} asks.
   *
   * @return a payload, or a CALLERROR where no default makes sense
   */
  default Verdict undecided(Turn turn, InboundCall call) {
    return NotOffered.VERDICT;
  }

  /**
   * True when the station is owed a decision: if deciding fails it gets InternalError. Otherwise a
   * handler could only have added something, and {@link #undecided} is the answer.
   */
  default boolean isOwed(InboundCall call) {
    return true;
  }

  /** Adds what a decider may leave out, and what is not his to decide. */
  default JsonView completed(Turn turn, InboundCall call, JsonView decided) {
    return decided;
  }

  /** The facts of a decision; its payload fits the schema of the response. */
  default void decided(Turn turn, InboundCall call, JsonView response) {}
}
