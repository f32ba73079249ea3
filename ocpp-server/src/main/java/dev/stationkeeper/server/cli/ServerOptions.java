// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a verb talks to, as whom, and how it prints. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server; else STATIONKEEPER_URL, else http://127.0.0.1:8080.")
  @Nullable String server;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The user; else STATIONKEEPER_USER, else admin.")
  @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description =
          "The password; else STATIONKEEPER_PASSWORD. STATIONKEEPER_TOKEN holds an API token"
              + " instead.")
  @Nullable String password;

  @Option(names = "--json", description = "Print JSON, for programs.")
  boolean json;

  /** A client for the server that options and environment name. */
  ApiClient client(Map<String, String> environment) {
    return new ApiClient(base(environment), credentials(environment));
  }

  private URI base(Map<String, String> environment) {
    String named = first(server, environment.get("STATIONKEEPER_URL"));
    String url = named == null ? "http://127.0.0.1:8080" : named;
    try {
      URI base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      if (base.getHost() != null
          && ("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
        return base;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for any other text that is no URL.
    }
    throw new CliException(
        ExitCode.USAGE, "\"" + url + "\" is no URL of a server, such as http://127.0.0.1:8080.");
  }

  private Credentials credentials(Map<String, String> environment) {
    String token = environment.get("STATIONKEEPER_TOKEN");
    if (token != null && user == null && password == null) {
      return Credentials.bearer(token);
    }
    String secret =
        first(
            password,
            environment.get("STATIONKEEPER_PASSWORD"),
            environment.get("STATIONKEEPER_ADMIN_PASSWORD"));
    String name = first(user, environment.get("STATIONKEEPER_USER"));
    return secret == null
        ? Credentials.NONE
        : Credentials.basic(name == null ? "admin" : name, secret);
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
