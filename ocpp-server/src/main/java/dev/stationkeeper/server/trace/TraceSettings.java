// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.trace;

/**
 * Where traces go.
 *
 * @param endpoint the collector's, OTLP over HTTP, for example {@code
 *     http://collector:4318/v1/traces}
 * @param share of the traces that are kept, 0 to 1
 * @param authorization value of the header of that name; empty for none
 * @param node names this server among others
 */
public record TraceSettings(String endpoint, double share, String authorization, String node) {}
