// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, or that happened to the server.
 *
 * @param position of its event, which has the rest
 * @param by who did it: a user, a handler; null when nobody did
 * @param what the type of the event
 * @param subject what it was about: a station, token, user, key or handler; null for none
 */
public record AuditRow(
    long position, Instant at, @Nullable String by, String what, @Nullable String subject) {}
