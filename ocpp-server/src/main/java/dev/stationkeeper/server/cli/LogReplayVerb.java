// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.server.config.LoadedConfig;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.plugin.Handlers;
import dev.stationkeeper.server.plugin.PluginLoader;
import dev.stationkeeper.server.plugin.Refusal;
import dev.stationkeeper.server.replay.LogReplay;
import dev.stationkeeper.server.replay.ReplayReport;
import dev.stationkeeper.server.replay.ReplaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a version of a handler again what stations asked in the past. */
@Command(
    name = "replay",
    description = {
      "Asks a handler again what stations asked in the past, and lists every answer that would",
      "have been another one. Sends nothing and writes nothing; the server may run.",
      "Exit code: 0 no answer differs, 4 some do, 1 it ended early, 2 wrong arguments."
    },
    mixinStandardHelpOptions = true)
final class LogReplayVerb implements Callable<Integer> {
  @Option(
      names = "--handler",
      required = true,
      paramLabel = "JAR",
      description = "The handler's jar, or its folder of jars.")
  Path handler = Path.of("");

  @Option(
      names = "--station",
      paramLabel = "ID",
      description = "Only this one; may be given more than once (default: all).")
  @Nullable Set<String> stations;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only what was answered then or later, in UTC.")
  @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only what was answered before, in UTC.")
  @Nullable String to;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      defaultValue = "100",
      description = "Ends when the handler has failed so often (default: ${DEFAULT-VALUE}).")
  int failures = ReplaySettings.USUAL_FAILURES;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Rows of the table; --json lists all (default: ${DEFAULT-VALUE}).")
  int rows = 1_000;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Option(names = "--config", paramLabel = "FILE", description = "The server's configuration.")
  @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder, or a restored one.")
  @Nullable String data;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ServeOptions options = new ServeOptions();
    options.config = config;
    options.data = data;
    LoadedConfig loaded = options.load(Main.environmentOf(spec));
    loaded.warnings().forEach(spec.commandLine().getErr()::println);
    ServerConfig configured = loaded.config();
    ReplaySettings settings = settings(configured);
    if (!Files.exists(handler)) {
      throw new CliException(ExitCode.USAGE, "There is no " + handler + ".");
    }
    Path folder = configured.data().resolve("log");
    if (!Files.isDirectory(folder)) {
      throw new CliException(ExitCode.USAGE, "There is no event log in " + configured.data() + ".");
    }
    try {
      Path copies = Files.createTempDirectory("stationkeeper-replay");
      try (Handlers found =
              PluginLoader.loadOnly(
                  LogReplayVerb.class.getClassLoader(),
                  handler,
                  copies,
                  configured.handlerSettings());
          SegmentedLog log = SegmentedLog.openToRead(folder)) {
        return run(log, responders(found), settings);
      } finally {
        delete(copies);
      }
    } catch (IOException e) {
      throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private ReplaySettings settings(ServerConfig configured) {
    if (failures < 1 || rows < 0) {
      throw new CliException(
          ExitCode.USAGE, "--max-failures must be at least 1 and --max-rows at least 0.");
    }
    return new ReplaySettings(
        stations == null ? Set.of() : new LinkedHashSet<>(stations),
        time("--from", from, Instant.MIN),
        time("--to", to, Instant.MAX),
        NodeConfiguration.policy(configured.stations()),
        configured.stations().decisionTime(),
        failures);
  }

  private List<HandlerSpec> responders(Handlers found) {
    List<HandlerSpec> responders =
        found.handlers().stream().filter(h -> h.role() == HandlerRole.RESPONDER).toList();
    found.refusals().stream().map(Refusal::toString).forEach(spec.commandLine().getErr()::println);
    if (responders.isEmpty()) {
      throw new CliException(
          ExitCode.USAGE,
          found.refusals().isEmpty()
              ? "No handler in " + handler + " answers stations; there is nothing to compare."
              : "No handler of " + handler + " can be used.");
    }
    return responders;
  }

  private int run(SegmentedLog log, List<HandlerSpec> handlers, ReplaySettings settings)
      throws IOException {
    try (ReplayOutput output =
        json
            ? ReplayOutput.json(spec.commandLine().getOut())
            : ReplayOutput.table(spec.commandLine().getOut(), rows)) {
      ReplayReport report = new LogReplay(log, handlers, settings, output::found).run();
      output.end(report);
      spec.commandLine().getErr().println(ReplayOutput.summary(report));
      if (report.ended() != null) {
        return ExitCode.FAILED;
      }
      return report.different() == 0 ? ExitCode.OK : ExitCode.REJECTED;
    }
  }

  private static Instant time(String option, @Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CliException(
          ExitCode.USAGE, option + " must be a time in UTC such as 2026-01-01T00:00:00Z.");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
