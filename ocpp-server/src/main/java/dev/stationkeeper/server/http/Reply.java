// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param body written as JSON; null for none
 */
record Reply(int status, @Nullable Object body) {
  static final Reply NOTHING = new Reply(204, null);

  static Reply ok(Object body) {
    return new Reply(200, body);
  }

  static Reply created(Object body) {
    return new Reply(201, body);
  }
}
