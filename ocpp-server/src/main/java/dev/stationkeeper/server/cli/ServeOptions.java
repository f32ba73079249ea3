// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.config.ConfigOption;
import dev.stationkeeper.server.config.LoadedConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve}; each overrides its key of the file. */
final class ServeOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, YAML.")
  @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder (key data).")
  @Nullable String data;

  @Option(names = "--plugins", paramLabel = "DIR", description = "The plugins (key plugins).")
  @Nullable String plugins;

  @Option(names = "--ocpp-port", paramLabel = "PORT", description = "Stations (key ocpp.port).")
  @Nullable String ocppPort;

  @Option(names = "--http-port", paramLabel = "PORT", description = "API (key http.port).")
  @Nullable String httpPort;

  @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address (key bind).")
  @Nullable String bind;

  /** The configuration that file, environment and these options make. */
  LoadedConfig load(Map<String, String> environment) {
    Map<String, ConfigOption> said = new HashMap<>();
    put(said, "data", "--data", data);
    put(said, "plugins", "--plugins", plugins);
    put(said, "ocpp.port", "--ocpp-port", ocppPort);
    put(said, "http.port", "--http-port", httpPort);
    put(said, "bind", "--bind", bind);
    return new ConfigLoader(environment).load(config, said);
  }

  private static void put(
      Map<String, ConfigOption> said, String key, String option, @Nullable String value) {
    if (value != null) {
      said.put(key, new ConfigOption(option, value));
    }
  }
}
