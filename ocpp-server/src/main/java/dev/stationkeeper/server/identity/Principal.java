// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

/**
 * Who asks.
 *
 * @param name of the user, or {@code token:NAME} for a program with a bearer token
 */
public record Principal(String name, Role role) {}
