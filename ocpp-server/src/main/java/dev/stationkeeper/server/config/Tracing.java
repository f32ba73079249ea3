// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

/** Traces of messages and commands. */
public record Tracing(
    @Setting(
            value =
                "Where traces go, OTLP over HTTP, for example http://collector:4318/v1/traces;"
                    + " empty for no traces",
            byDefault = "")
        String endpoint,
    @Setting(
            value = "Of a hundred traces, how many are kept",
            byDefault = "100",
            min = "0",
            max = "100")
        int percent,
    @Setting(
            value = "Authorization header for the endpoint; empty for none",
            byDefault = "",
            secret = true)
        String authorization) {}
