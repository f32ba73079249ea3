// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import java.util.List;

/** What became of a payload: a message, or the first fault that no leniency covers. */
public sealed interface Decoded<T> {
  /**
   * The payload is valid, or was let pass.
   *
   * @param value the message
   * @param extras the faults that were let pass, in their order: by default the members that the
   *     definition does not have, with their JSON in {@link Fault#text()}
   * @param payload the payload as it was read: what was received, with every value that was mended
   *     written in its place; the received view itself when none was
   */
  record Ok<T>(T value, List<Fault> extras, JsonView payload) implements Decoded<T> {
    public Ok {
      extras = List.copyOf(extras);
    }
  }

  /** The payload breaks its definition. */
  record Invalid<T>(Violation violation) implements Decoded<T> {}
}
