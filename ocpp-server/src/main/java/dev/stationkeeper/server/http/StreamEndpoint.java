// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.io.IOException;

/** Serves one route by writing for as long as the client listens. Runs on a virtual thread. */
@FunctionalInterface
interface StreamEndpoint {
  void serve(Exchange exchange, EventSink sink) throws IOException, InterruptedException;
}
