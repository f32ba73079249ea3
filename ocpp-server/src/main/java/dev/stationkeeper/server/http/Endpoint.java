// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

/** Serves one route. Runs on a virtual thread and may block. */
@FunctionalInterface
interface Endpoint {
  Reply serve(Exchange exchange) throws InterruptedException;
}
