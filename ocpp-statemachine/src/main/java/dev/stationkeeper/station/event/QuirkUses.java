// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

/** A quirk by its name in the configuration, and how often one message needed it. */
public record QuirkUses(String quirk, int times) {}
