// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param body written as JSON; null for none
 * @param secret true when the body has a secret that is shown only once
 */
record Reply(int status, @Nullable Object body, boolean secret) {
  static final Reply NOTHING = new Reply(204, null);

  Reply(int status, @Nullable Object body) {
    this(status, body, false);
  }

  static Reply ok(Object body) {
    return new Reply(200, body);
  }

  static Reply created(Object body) {
    return new Reply(201, body);
  }

  /** The same, its body with a secret. */
  Reply withSecret() {
    return new Reply(status, body, true);
  }
}
