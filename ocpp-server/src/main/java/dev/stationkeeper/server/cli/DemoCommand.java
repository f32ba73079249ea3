// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.ConfigLoader;
import dev.stationkeeper.server.config.ConfigOption;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.simulator.Fleet;
import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A server and simulated stations that charge, to look at. */
@Command(
    name = "demo",
    description = "Runs a server with simulated stations that boot, charge and go away.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data there; a temporary folder that is removed when left out.")
  @Nullable Path data;

  @Option(
      names = "--stations",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many (default: ${DEFAULT-VALUE}).")
  int stations = 20;

  @Option(names = "--ocpp-port", paramLabel = "PORT", description = "Stations; 9000.")
  @Nullable String ocppPort;

  @Option(names = "--http-port", paramLabel = "PORT", description = "API; 8080.")
  @Nullable String httpPort;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = data == null ? Files.createTempDirectory("stationkeeper-demo-") : data;
    CountDownLatch stop = new CountDownLatch(1);
    try (Shutdown _ = Shutdown.on(stop::countDown)) {
      try {
        run(folder, stop);
      } finally {
        if (data == null) {
          remove(folder);
        }
      }
    }
    return ExitCode.OK;
  }

  private void run(Path folder, CountDownLatch stop) throws InterruptedException {
    Map<String, String> environment = Main.environmentOf(spec);
    PrintWriter err = spec.commandLine().getErr();
    // Closed in the order of a good end: the stations say goodbye, then the server stops.
    try (RunningServer server =
            RunningServer.start(
                config(folder, environment), environment.get("STATIONKEEPER_ADMIN_PASSWORD"));
        Fleet fleet = Fleet.start(fleet(server))) {
      ServeCommand.say(server, err);
      err.println("Fleet     " + fleet.options().stations() + " stations of 1.6, 2.0.1 and 2.1");
      err.println("Data      " + folder + (data == null ? " (removed at the end)" : ""));
      err.println("Ctrl-C ends it.");
      stop.await();
      err.println("Stopping ...");
    }
  }

  private SimulateOptions fleet(RunningServer server) {
    try {
      return SimulateOptions.of(URI.create(server.ocppUrl()), stations, Profile.DEMO);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private ServerConfig config(Path folder, Map<String, String> environment) {
    Map<String, ConfigOption> said = new HashMap<>();
    said.put("data", new ConfigOption("--data", folder.toString()));
    said.put("bind", new ConfigOption("demo", "127.0.0.1"));
    said.put(
        "handlers",
        new ConfigOption(
            "demo",
            "token-authorisation.acceptAll=true;logging.file=" + folder.resolve("events.jsonl")));
    if (ocppPort != null) {
      said.put("ocpp.port", new ConfigOption("--ocpp-port", ocppPort));
    }
    if (httpPort != null) {
      said.put("http.port", new ConfigOption("--http-port", httpPort));
    }
    return new ConfigLoader(environment).load(null, said).config();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
