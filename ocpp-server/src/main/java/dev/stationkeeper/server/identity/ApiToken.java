// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.identity;

/**
 * A program's way in.
 *
 * @param name for people, unique
 * @param secretHash SHA-256 of the secret, hexadecimal; the secret is random and long, so that a
 *     slow hash would add nothing
 */
public record ApiToken(String name, Role role, String secretHash) {}
