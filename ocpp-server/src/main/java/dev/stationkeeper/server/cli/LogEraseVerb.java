// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.node.DerivedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the identifiers of people out of the log. */
@Command(
    name = "erase",
    description = {
      "Puts pseudonyms in the place of tokens in the event log of a server that does not run",
      "(of one that runs: erase-online).",
      "The events stay, and that something was erased is one more. Backups have to be made anew."
    },
    mixinStandardHelpOptions = true)
final class LogEraseVerb implements Callable<Integer> {
  /** Exactly one of them. */
  static final class Whose {
    @Option(names = "--token", paramLabel = "ID", description = "This token, everywhere.")
    @Nullable String token;

    @Option(names = "--station", paramLabel = "ID", description = "All tokens seen there, there.")
    @Nullable String station;

    @Option(names = "--every-token", description = "All tokens at all stations.")
    boolean every;
  }

  @ArgGroup(multiplicity = "1")
  Whose whose = new Whose();

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "Only in events that are older, in UTC; all when left out.")
  @Nullable String before;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "The data folder, of a server that does not run (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("./data");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Path folder = data.resolve("log");
    if (!Files.isDirectory(folder)) {
      throw new CliException(ExitCode.USAGE, "There is no event log in " + data + ".");
    }
    Instant older = before == null ? Instant.MAX : time(before);
    try {
      LogErasure erasure = new LogErasure(folder, new SecureRandom());
      String token = whose.token;
      LogErasure.Result done =
          token == null ? erasure.tokensOf(whose.station, older) : erasure.token(token, older);
      DerivedData.forget(data);
      LogErasure.finished(folder);
      String what = token != null ? "token" : whose.every ? "everyToken" : "station";
      try (SegmentedLog log = SegmentedLog.open(LogSettings.in(folder))) {
        new SystemLog(log, Clock.systemUTC())
            .append(
                new SystemEvent.TokensErased(
                    what,
                    whose.station,
                    before == null ? null : older,
                    done.identifiers(),
                    done.places()),
                System.getProperty("user.name"))
            .toCompletableFuture()
            .join();
      }
      spec.commandLine()
          .getErr()
          .printf("%d tokens have a pseudonym in %d places.%n", done.identifiers(), done.places());
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CliException(
          ExitCode.USAGE, "--before must be a time in UTC such as 2026-01-01T00:00:00Z.");
    }
  }
}
