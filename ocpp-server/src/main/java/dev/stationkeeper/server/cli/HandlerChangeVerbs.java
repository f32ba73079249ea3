// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What changes a handler's load while stations stay connected. */
final class HandlerChangeVerbs {
  private HandlerChangeVerbs() {}

  /** A verb on one handler that says how it stands afterwards. */
  abstract static class Change extends Verb {
    @Parameters(paramLabel = "NAME", description = "The handler's name.")
    String name = "";

    abstract JsonNode change(ApiClient client);

    @Override
    final int run(ApiClient client) {
      JsonNode now = change(client);
      if (json()) {
        printJson(client, now);
      } else {
        String canary = text(now, "canary");
        String shadow = text(now, "shadow");
        err()
            .println(
                "%s serves with version %s%s%s."
                    .formatted(
                        name,
                        text(now, "version"),
                        canary.isEmpty() ? "" : ", canary " + canary,
                        shadow.isEmpty() ? "" : ", shadow " + shadow));
      }
      return ExitCode.OK;
    }
  }

  /** One that takes a plugin. */
  abstract static class FromJar extends Change {
    @Option(
        names = "--jar",
        paramLabel = "FILE",
        description =
            "Name of a jar or folder in the plugins directory (default: the newest that has it).")
    @Nullable String jar;

    Map<String, Object> body() {
      Map<String, Object> body = new HashMap<>();
      if (jar != null) {
        body.put("jar", jar);
      }
      return body;
    }
  }

  @Command(
      name = "swap",
      description = "Replaces the handler, for all stations, while they stay connected.",
      mixinStandardHelpOptions = true)
  static final class Swap extends FromJar {
    @Override
    JsonNode change(ApiClient client) {
      return client.post(ApiPath.api("handlers", name, "swap"), body());
    }
  }

  @Command(
      name = "reload",
      description = "Replaces the handler by the newest of its name in the plugins directory.",
      mixinStandardHelpOptions = true)
  static final class Reload extends Change {
    @Override
    JsonNode change(ApiClient client) {
      return client.post(ApiPath.api("handlers", name, "reload"), Map.of());
    }
  }

  @Command(
      name = "canary",
      description = "Lets another load serve a share of the stations.",
      mixinStandardHelpOptions = true)
  static final class Canary extends FromJar {
    @Option(
        names = "--percent",
        paramLabel = "N",
        required = true,
        description = "Of the stations, 1 to 99; the same ones each time.")
    int percent;

    @Override
    JsonNode change(ApiClient client) {
      Map<String, Object> body = body();
      body.put("percent", percent);
      return client.post(ApiPath.api("handlers", name, "canary"), body);
    }
  }

  @Command(
      name = "promote",
      description = "Lets the canary serve all stations.",
      mixinStandardHelpOptions = true)
  static final class Promote extends Change {
    @Override
    JsonNode change(ApiClient client) {
      return client.post(ApiPath.api("handlers", name, "canary", "promote"), Map.of());
    }
  }

  @Command(
      name = "abort",
      description = "Brings the canary's stations back to the main load.",
      mixinStandardHelpOptions = true)
  static final class Abort extends Change {
    @Override
    JsonNode change(ApiClient client) {
      return client.delete(ApiPath.api("handlers", name, "canary"));
    }
  }

  @Command(
      name = "shadow",
      description = "Runs a candidate beside the handler, on the same requests, without effect.",
      mixinStandardHelpOptions = true)
  static final class Shadow extends FromJar {
    @Override
    JsonNode change(ApiClient client) {
      return client.post(ApiPath.api("handlers", name, "shadow"), body());
    }
  }

  /** Shows where the shadow decides otherwise. */
  @Command(
      name = "shadow-report",
      description = "Shows where the shadow decides otherwise; --end ends it.",
      mixinStandardHelpOptions = true)
  static final class Report extends Verb {
    @Parameters(paramLabel = "NAME", description = "The handler's name.")
    String name = "";

    @Option(names = "--end", description = "Ends the shadow.")
    boolean end;

    @Override
    int run(ApiClient client) {
      ApiPath path = ApiPath.api("handlers", name, "shadow");
      JsonNode report = end ? client.delete(path) : client.get(path);
      if (json()) {
        printJson(client, report);
        return ExitCode.OK;
      }
      Table table = new Table("AT", "STATION", "ACTION", "LIVE", "SHADOW");
      report
          .path("last")
          .forEach(
              one ->
                  table.row(
                      text(one, "at"),
                      text(one, "station"),
                      text(one, "action"),
                      text(one, "live"),
                      text(one, "shadow")));
      table.print(out());
      err()
          .println(
              "%s alike, %s different, %s not asked, %s crashes."
                  .formatted(
                      text(report, "same"),
                      text(report, "different"),
                      text(report, "skipped"),
                      text(report, "crashes")));
      return ExitCode.OK;
    }
  }

  /** Takes what is new. */
  @Command(
      name = "scan",
      description = "Takes what is new in the plugins directory.",
      mixinStandardHelpOptions = true)
  static final class Scan extends Verb {
    @Override
    int run(ApiClient client) {
      JsonNode page = client.post(ApiPath.api("handlers", "scan"), Map.of());
      if (json()) {
        printJson(client, page);
        return ExitCode.OK;
      }
      Table table = new Table("PLUGIN", "HANDLER", "OUTCOME", "REASON");
      page.path("items")
          .forEach(
              one ->
                  table.row(
                      text(one, "plugin"),
                      text(one, "handler"),
                      text(one, "outcome"),
                      text(one, "reason")));
      table.print(out());
      return ExitCode.OK;
    }
  }
}
