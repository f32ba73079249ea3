// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

/** The reference of all keys as a Markdown table, made from the typed configuration. */
public final class ConfigReference {
  private ConfigReference() {}

  /** A table with a line for every key. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            | Key | Environment variable | Default | What it is for | Value |
            | --- | --- | --- | --- | --- |
            """);
    for (ConfigKey key : ConfigKeys.of(ServerConfig.class)) {
      page.append(
          "| `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  key.name(),
                  key.variable(),
                  key.setting().byDefault().isEmpty()
                      ? "none"
                      : "`" + key.setting().byDefault() + "`",
                  key.setting().value(),
                  ConfigValues.expected(key.type()) + bounds(key.setting())));
    }
    return page.toString();
  }

  private static String bounds(Setting setting) {
    String from = setting.min().isEmpty() ? "" : ", at least " + setting.min();
    return setting.max().isEmpty() ? from : from + ", at most " + setting.max();
  }
}
