// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The read models of a server that runs. */
final class LogModelVerbs {
  private LogModelVerbs() {}

  @Command(
      name = "models",
      description = "Lists the read models with how far behind the log they are.",
      mixinStandardHelpOptions = true)
  static final class Models extends Verb {
    @Override
    int run(ApiClient client) {
      JsonNode models = client.get(ApiPath.api("read-models"));
      if (json()) {
        printJson(client, models);
      } else {
        Table table = new Table("NAME", "VERSION", "POSITION", "LAG", "PARKED");
        for (JsonNode model : models.path("items")) {
          table.row(
              text(model, "name"),
              text(model, "version"),
              text(model, "position"),
              text(model, "lag"),
              text(model, "parked"));
        }
        table.print(out());
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "rebuild",
      description =
          "Makes one read model, or all of them, again from the log while the server runs.",
      mixinStandardHelpOptions = true)
  static final class Rebuild extends Verb {
    private static final long PAUSE_NANOS = 500_000_000;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which; see: log models.")
    @Nullable String name;

    @Option(names = "--all", description = "All of them, one after the other.")
    boolean all;

    @Override
    int run(ApiClient client) {
      if (all == (name != null)) {
        throw new CliException(ExitCode.USAGE, "Name a read model, or say --all.");
      }
      List<String> names = new ArrayList<>();
      if (name == null) {
        client
            .get(ApiPath.api("read-models"))
            .path("items")
            .forEach(m -> names.add(text(m, "name")));
      } else {
        names.add(name);
      }
      for (String one : names) {
        client.post(ApiPath.api("read-models", one, "rebuild"), null);
        await(client, one);
      }
      return ExitCode.OK;
    }

    private void await(ApiClient client, String one) {
      long lag = Long.MAX_VALUE;
      while (lag > 0) {
        for (JsonNode model : client.get(ApiPath.api("read-models")).path("items")) {
          if (text(model, "name").equals(one)) {
            lag = model.path("lag").asLong();
            long position = model.path("position").asLong();
            err().println("%s: %d of %d events".formatted(one, position, position + lag));
          }
        }
        if (lag > 0) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }
}
