// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, or that happened to the server.
 *
 * @param position of its event, which has the rest
 * @param by who did it: a user, a handler; null when nobody did
 * @param what the type of the event; method and route of a request to the API
 * @param subject what it was about: a station, token, user, key or handler; null for none
 * @param outcome of a login, succeeded or failed; of a request, its status; else null
 * @param address that it came from, where that is known
 */
public record AuditRow(
    long position,
    Instant at,
    @Nullable String by,
    String what,
    @Nullable String subject,
    @Nullable String outcome,
    @Nullable String address) {}
