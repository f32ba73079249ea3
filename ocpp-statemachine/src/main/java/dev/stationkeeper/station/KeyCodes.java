// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import dev.stationkeeper.ocpp.JsonView;

/**
 * A key code that a driver types is a secret: it is given to who judges it, and is in no event
 * (C04.FR.04). A masked code is told from another one by nobody.
 */
public final class KeyCodes {
  /** The type of an idToken that is one. */
  public static final String TYPE = "KeyCode";

  /** What stands in the place of a code. */
  public static final String MASK = "********";

  private KeyCodes() {}

  /** The payload with masks for its key codes; the same object when it has none. */
  static JsonView masked(JsonView payload) {
    // A letter may be written as an escape.
    boolean mayHaveOne = payload.text().contains(TYPE) || payload.text().contains("\\u");
    return mayHaveOne ? Completion.of(payload).maskKeyCodes().done() : payload;
  }
}
