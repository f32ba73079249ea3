// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.util.List;

/**
 * A configuration that was read without a problem.
 *
 * @param config the typed values
 * @param values the same as text with their sources, in the order of the reference page
 * @param warnings what was ignored, a sentence each
 */
public record LoadedConfig(ServerConfig config, List<ConfigValue> values, List<String> warnings) {
  public LoadedConfig {
    values = List.copyOf(values);
    warnings = List.copyOf(warnings);
  }
}
