// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

/**
 * One OCPP-J message (part 4, 4.2). Sealed for the modules of this build; it does not cross the
 * handler SPI.
 */
public sealed interface Frame {
  /** The id that the frame carries. */
  MessageId id();

  /** Type 2: a request that is answered by exactly one {@link CallResult} or {@link CallError}. */
  record Call(MessageId id, Action action, JsonView payload) implements Frame {}

  /** Type 3: the answer to a {@link Call}. */
  record CallResult(MessageId id, JsonView payload) implements Frame {}

  /** Type 4: the refusal of a {@link Call}. Description at most 255 characters, never null. */
  record CallError(MessageId id, ErrorCode code, String description, JsonView details)
      implements Frame {}

  /** Type 5, 2.1 only: the refusal of a {@link CallResult}. */
  record CallResultError(MessageId id, ErrorCode code, String description, JsonView details)
      implements Frame {}

  /** Type 6, 2.1 only: a message that is never answered. */
  record Send(MessageId id, Action action, JsonView payload) implements Frame {}
}
