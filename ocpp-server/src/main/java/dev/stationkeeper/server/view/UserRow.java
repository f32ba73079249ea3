// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import java.time.Instant;

/** A user of the API. The hash never leaves the server. */
public record UserRow(String name, String role, String passwordHash, Instant changedAt) {}
