// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a running server does to its log. */
final class LogMaintenanceVerbs {
  private LogMaintenanceVerbs() {}

  /** Begins something and waits for its end. */
  abstract static class Maintenance extends Verb {
    private static final long PAUSE_NANOS = 300_000_000;

    final int await(ApiClient client, String operation, ObjectNode wanted) {
      JsonNode done = client.post(ApiPath.api("log", operation), wanted);
      while (text(done, "status").equals("running")) {
        LockSupport.parkNanos(PAUSE_NANOS);
        done = client.get(ApiPath.api("log", "maintenance"));
      }
      if (json()) {
        printJson(client, done);
      } else if (text(done, "status").equals("done")) {
        err().println(sentence(done));
      }
      if (text(done, "status").equals("done")) {
        return ExitCode.OK;
      }
      throw new CliException(ExitCode.FAILED, text(done, "reason"));
    }

    abstract String sentence(JsonNode done);
  }

  @Command(
      name = "archive-online",
      description = {
        "Has a running server move segments of its log to a folder on its machine: all but the",
        "latest, or those whose events are all between --from and --before.",
        "They stay part of the log: replay, time travel and verify read them there."
      },
      mixinStandardHelpOptions = true)
  static final class Archive extends Maintenance {
    @Parameters(paramLabel = "DIR", description = "Where to; made when it is not there.")
    String folder = "";

    @Mixin LogBackupVerbs.Range range = new LogBackupVerbs.Range();

    @Override
    int run(ApiClient client) {
      ObjectNode wanted = client.mapper().createObjectNode();
      wanted.put("folder", folder).put("from", range.from).put("before", range.before);
      return await(client, "archive", wanted.put("keep", range.keep));
    }

    @Override
    String sentence(JsonNode done) {
      return "%d segments moved to %s.".formatted(done.path("segments").asInt(), folder);
    }
  }

  @Command(
      name = "erase-online",
      description = {
        "Has a running server put pseudonyms in the place of tokens in its log, its states and its",
        "read models. Stations stay connected. Backups have to be made anew."
      },
      mixinStandardHelpOptions = true)
  static final class Erase extends Maintenance {
    @ArgGroup(multiplicity = "1")
    LogEraseVerb.Whose whose = new LogEraseVerb.Whose();

    @Option(
        names = "--before",
        paramLabel = "TIME",
        description = "Only in events that are older, in UTC; all when left out.")
    @Nullable String before;

    @Override
    int run(ApiClient client) {
      ObjectNode wanted = client.mapper().createObjectNode();
      wanted.put("token", whose.token).put("station", whose.station);
      wanted.put("everyToken", whose.every).put("before", before);
      return await(client, "erasure", wanted);
    }

    @Override
    String sentence(JsonNode done) {
      return "%d tokens have a pseudonym in %d places."
          .formatted(done.path("identifiers").asInt(), done.path("places").asLong());
    }
  }
}
