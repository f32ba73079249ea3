// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

/**
 * What the command line said of one key.
 *
 * @param name of the option, for example {@code --http-port}
 * @param value as it was given
 */
public record ConfigOption(String name, String value) {}
