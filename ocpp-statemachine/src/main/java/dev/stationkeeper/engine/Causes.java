// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.engine;

import dev.stationkeeper.station.Input;
import org.jspecify.annotations.Nullable;

/** Reads from an input what its events are caused by. */
final class Causes {
  private Causes() {}

  /** {@code by} is who decided, where somebody did. */
  static Cause of(Input input, @Nullable String by) {
    return switch (input) {
      case Input.Opened opened -> on(opened.connection());
      case Input.Closed closed -> on(closed.connection());
      case Input.Received received ->
          new Cause(received.connection(), received.frame().id().value(), null, null);
      case Input.Malformed malformed -> on(malformed.connection());
      case Input.Decided decided -> new Cause(decided.connection(), decided.id().value(), null, by);
      case Input.Refused refused -> new Cause(refused.connection(), refused.id().value(), null, by);
      case Input.Undecided undecided ->
          new Cause(undecided.connection(), undecided.id().value(), null, null);
      case Input.DecisionFailed failed ->
          new Cause(failed.connection(), failed.id().value(), null, by);
      case Input.CommandSubmitted submitted ->
          new Cause(0, null, submitted.command().id(), submitted.command().by());
      case Input.CommandCancelled cancelled -> new Cause(0, null, cancelled.commandId(), by);
      case Input.TransactionPutRight right -> new Cause(0, null, null, right.by());
      case Input.TimerFired timer -> Cause.NONE;
      case Input.Restarted restarted -> Cause.NONE;
    };
  }

  private static Cause on(long connection) {
    return new Cause(connection, null, null, null);
  }
}
