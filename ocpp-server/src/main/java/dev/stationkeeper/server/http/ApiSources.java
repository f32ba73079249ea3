// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.server.access.ProfileReadiness;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.Views;
import dev.stationkeeper.station.StationMachine;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the API of a node reads and drives.
 *
 * @param stations the log as stations' machines see it, for the past
 * @param check of commands, before they are queued
 * @param access how stations prove who they are
 * @param defaultProfile of stations that have no security profile of their own
 * @param readiness for security profiles
 * @param authority the built-in one; null when there is none
 * @param ids of commands, each unique over all stations
 */
public record ApiSources(
    SegmentedLog log,
    SystemLog system,
    EventLog stations,
    Views views,
    LiveStations live,
    StationMachine machine,
    CommandCheck check,
    Supplier<String> ids,
    InstantSource clock,
    StationAccessBook access,
    int defaultProfile,
    ProfileReadiness readiness,
    @Nullable CertificateAuthority authority) {}
