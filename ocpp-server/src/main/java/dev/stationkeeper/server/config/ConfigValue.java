// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

/**
 * One value of the configuration in force, and where it came from.
 *
 * @param key dotted
 * @param shown as it would be written in the file; masked for a secret that is set
 * @param source for people: {@code default}, the file and line, the variable or the option
 */
public record ConfigValue(String key, String shown, String source) {}
