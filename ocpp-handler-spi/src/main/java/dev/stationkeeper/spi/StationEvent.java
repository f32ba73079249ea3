// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;

/** A durable fact about a station. Immutable and thread-safe. */
@DoNotImplement
public interface StationEvent {
  /**
   * The station's own number of the fact: gap-free from 1. The key to recognise a repetition by. 0
   * for what the server tells of a handler of this station, which is no fact of the station's:
   * {@code HandlerCrashed}, {@code HandlerReinstalled}, {@code HandlerQuarantined}, {@code
   * HandlerResumed}, with members {@code handler} and {@code reason}.
   */
  long sequence();

  /** When it happened. */
  Instant at();

  /** What happened, for example {@code TransactionStarted}. An open set. */
  String type();

  /** Its attributes. Members may be added to a type, none is ever renamed. */
  JsonView payload();

  /** True when it is told again, so that an alarm is not sent twice. */
  boolean replayed();
}
