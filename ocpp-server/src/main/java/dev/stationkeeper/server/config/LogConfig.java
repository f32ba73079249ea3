// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.time.Duration;

/** How the event log is kept. */
public record LogConfig(
    @Setting(
            value = "A segment that is longer is closed and the next begun",
            byDefault = "128MiB",
            min = "1MiB",
            max = "1GiB")
        DataSize segment,
    @Setting(
            value = "What may wait for the disk; more is refused",
            byDefault = "64MiB",
            min = "1MiB",
            max = "4GiB")
        DataSize pending,
    @Setting(
            value = "With less than this left on the disk new work is refused",
            byDefault = "256MiB",
            min = "0B",
            max = "65536GiB")
        DataSize diskFloor,
    @Setting(
            value =
                "Wait for the disk before anything is acknowledged. false is faster on slow disks"
                    + " and risks that a power cut takes what stations were told is kept; a kill"
                    + " of the process takes nothing either way",
            byDefault = "true")
        boolean durable,
    @Setting(
            value =
                "Tokens in events of stations that are older get pseudonyms, in the whole log,"
                    + " its archive too; 0s never",
            byDefault = "0s",
            max = "36500d")
        Duration retention,
    @Setting(
            value =
                "How often log.retention is looked after; whenever there was something, read"
                    + " models and snapshots are made anew",
            byDefault = "7d",
            min = "1h",
            max = "365d")
        Duration retentionEvery) {}
