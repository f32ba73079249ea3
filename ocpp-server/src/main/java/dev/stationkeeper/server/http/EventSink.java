// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.io.IOException;

/** The open end of a stream of server-sent events. Not thread-safe. */
interface EventSink {
  /**
   * Writes and flushes one event.
   *
   * @throws IOException when the client is gone
   */
  void event(String id, String name, Object data) throws IOException;

  /** Writes what clients ignore, to see whether somebody still listens. */
  void comment(String text) throws IOException;
}
