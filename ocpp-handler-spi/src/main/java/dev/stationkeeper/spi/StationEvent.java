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

  /**
   * Its attributes. Members may be added to a type, none is ever renamed.
   *
   * <p>An observer and a consumer see pseudonyms in place of what names a person: {@code idTag},
   * {@code parentIdTag}, {@code idToken}, {@code groupIdToken}, {@code additionalIdToken}, contract
   * certificates, {@code customerIdentifier}, {@code vatNumber}, personal messages and customers'
   * reports. The same token has the same pseudonym in all events of a server, whatever its case:
   * {@code ~} and 16 hexadecimal digits. Where the handler's configuration has the setting {@code
   * personal-data: true} they are as they were told, and so they are for a responder, who decides
   * on them. What a vendor's {@code DataTransfer} holds is not looked into, but for these names.
   */
  JsonView payload();

  /** True when it is told again, so that an alarm is not sent twice. */
  boolean replayed();
}
