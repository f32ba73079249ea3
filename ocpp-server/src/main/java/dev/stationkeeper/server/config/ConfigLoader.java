// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration. What is said later wins: default, file, environment, command line. Every
 * problem is gathered before it fails.
 */
public final class ConfigLoader {
  private static final List<ConfigKey> KEYS = ConfigKeys.of(ServerConfig.class);
  private static final String PREFIX = "STATIONKEEPER_";

  /** A handler's settings are its own: what sounds like a secret is taken for one. */
  private static final Pattern SECRET_SETTING =
      Pattern.compile(
          "(?i)([^;=]*\\.[^;=]*(?:password|secret|credential|apikey|api-key|token)[^;=]*)=[^;]*");

  /** Variables of ours that are no keys of the file. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "STATIONKEEPER_ADMIN_PASSWORD",
          "STATIONKEEPER_URL",
          "STATIONKEEPER_USER",
          "STATIONKEEPER_PASSWORD",
          "STATIONKEEPER_TOKEN",
          "STATIONKEEPER_JAVA_OPTS");

  private final Map<String, String> environment;

  /** A loader that sees {@code environment}, of which it takes the variables that are ours. */
  public ConfigLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The configuration in force.
   *
   * @param file null for none
   * @param options what the command line said, by key
   * @throws ConfigException with every problem found
   */
  public LoadedConfig load(@Nullable Path file, Map<String, ConfigOption> options) {
    Map<String, String> inFile = file == null ? Map.of() : YamlFile.read(file);
    List<String> problems = new ArrayList<>(unknownKeys(file, inFile));
    Map<String, Object> bound = new HashMap<>();
    List<ConfigValue> values = new ArrayList<>();
    for (ConfigKey key : KEYS) {
      Said said = lastSaid(key, file, inFile, options);
      switch (ConfigValues.parse(key, said.text())) {
        case ConfigValues.Parsed.Bad bad ->
            problems.add("%s (%s): %s.".formatted(key.name(), said.source(), bad.why()));
        case ConfigValues.Parsed.Good good -> {
          bound.put(key.name(), good.value());
          values.add(new ConfigValue(key.name(), shown(key, good.value()), said.source()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new LoadedConfig(
        RecordBinder.bind(ServerConfig.class, bound), values, unknownVariables());
  }

  private record Said(String text, String source) {}

  private Said lastSaid(
      ConfigKey key,
      @Nullable Path file,
      Map<String, String> inFile,
      Map<String, ConfigOption> options) {
    ConfigOption option = options.get(key.name());
    if (option != null) {
      return new Said(option.value(), option.name());
    }
    String variable = environment.get(key.variable());
    if (variable != null) {
      return new Said(variable, key.variable());
    }
    String inTheFile = key.isMapping() ? mapping(key, inFile) : inFile.get(key.name());
    if (inTheFile != null && file != null) {
      return new Said(inTheFile, file.toString());
    }
    return new Said(key.setting().byDefault(), "default");
  }

  /** What stands below the key, a line for each; null when there is nothing. */
  private static @Nullable String mapping(ConfigKey key, Map<String, String> inFile) {
    String prefix = key.name() + ".";
    StringBuilder lines = new StringBuilder(inFile.getOrDefault(key.name(), ""));
    inFile.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            lines.append('\n').append(name.substring(prefix.length())).append('=').append(value);
          }
        });
    return lines.isEmpty() ? null : lines.toString();
  }

  private static String shown(ConfigKey key, Object value) {
    String text = ConfigValues.format(value);
    if (key.isMapping()) {
      return SECRET_SETTING.matcher(text).replaceAll("$1=********");
    }
    return key.setting().secret() && !text.isEmpty() ? "********" : text;
  }

  private static List<String> unknownKeys(@Nullable Path file, Map<String, String> inFile) {
    Set<String> unknown = new TreeSet<>(inFile.keySet());
    KEYS.forEach(key -> unknown.removeIf(key::covers));
    return unknown.stream()
        .map(
            name ->
                "%s: there is no key \"%s\"%s"
                    .formatted(file, name, suggestion(ConfigKeys.nearest(KEYS, name))))
        .toList();
  }

  /** A warning and no error: a platform may put variables with our prefix there by itself. */
  private List<String> unknownVariables() {
    Set<String> unknown = new TreeSet<>();
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !OTHER_VARIABLES.contains(name))
        .forEach(unknown::add);
    KEYS.forEach(key -> unknown.remove(key.variable()));
    return unknown.stream()
        .map(
            name -> {
              String guess = name.substring(PREFIX.length()).toLowerCase(java.util.Locale.ROOT);
              Optional<String> nearest =
                  ConfigKeys.nearest(KEYS, guess.replace('_', '.'))
                      .flatMap(key -> KEYS.stream().filter(k -> k.name().equals(key)).findFirst())
                      .map(ConfigKey::variable);
              return "The variable " + name + " sets no key and is ignored" + suggestion(nearest);
            })
        .toList();
  }

  private static String suggestion(Optional<String> nearest) {
    return nearest
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("; docs/configuration.md lists them all.");
  }
}
