// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.time.Duration;

/**
 * How much of the message trace is kept at hand. The log keeps everything; the trace is a read
 * model of its end.
 */
public record TraceConfig(
    @Setting(
            value = "Older exchanges leave the message trace",
            byDefault = "7d",
            min = "1s",
            max = "3650d")
        Duration age,
    @Setting(
            value = "Exchanges in the message trace; the oldest make room",
            byDefault = "1000000",
            min = "1",
            max = "1000000000")
        int messages,
    @Setting(
            value = "What the message trace takes on disk, about; the oldest exchanges make room",
            byDefault = "2GiB",
            min = "1MiB",
            max = "1024GiB")
        DataSize size) {}
