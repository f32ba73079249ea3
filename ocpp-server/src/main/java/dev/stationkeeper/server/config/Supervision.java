// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

/** How handlers are kept. */
public record Supervision(
    @Setting(
            value = "Requests that may wait in a handler's slot for one station; one more passes",
            byDefault = "64",
            min = "1",
            max = "10000")
        int requests,
    @Setting(
            value = "Events that may wait for a responder; the oldest makes room",
            byDefault = "64",
            min = "1",
            max = "100000")
        int notices,
    @Setting(
            value = "Events that may wait for an observer; the oldest makes room",
            byDefault = "1024",
            min = "1",
            max = "1000000")
        int backlog,
    @Setting(
            value = "Threads of a handler that serve stations, those that hang not counted",
            byDefault = "64",
            min = "1",
            max = "1000")
        int threads,
    @Setting(
            value = "Threads of a handler that never came back; at this number it is quarantined",
            byDefault = "16",
            min = "1",
            max = "1000")
        int zombies,
    @Setting(
            value = "Restarts of a handler for one station within a minute; one more quarantines",
            byDefault = "10",
            min = "1",
            max = "1000")
        int restarts) {}
