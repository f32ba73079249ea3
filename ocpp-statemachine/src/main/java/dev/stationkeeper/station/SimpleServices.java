// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;

/** Services of actions that move no state of their own; their evidence is CallAnswered. */
public final class SimpleServices {
  private SimpleServices() {}

  /** Takes note and answers with an empty object, also for a request nobody made (GEN-03). */
  public static final class Acknowledged implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  /** Wants a decision; a status stands in when there is none (RPC-23), or NotSupported. */
  public static final class Judged implements Service {
    private final Verdict undecided;

    /** Without a decision the action is not offered. */
    public Judged() {
      undecided = NotOffered.VERDICT;
    }

    /** Without a decision the answer is this status. */
    public Judged(String status) {
      undecided = new Verdict.Payload(JsonView.object().put("status", status).build());
    }

    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      return Outcome.ASK;
    }

    @Override
    public Verdict undecided(Turn turn, InboundCall call) {
      return undecided;
    }

    /** The default, which depends on nothing. */
    public Verdict undecided() {
      return undecided;
    }
  }
}
