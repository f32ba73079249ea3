// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.BindRule;
import dev.stationkeeper.server.config.LoadedConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Runs the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin final ServeOptions options = new ServeOptions();

  @Option(
      names = "--print-config",
      description = "Print every value and where it comes from, secrets masked, and leave.")
  boolean printConfig;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = Main.environmentOf(spec);
    LoadedConfig loaded = options.load(environment);
    PrintWriter err = spec.commandLine().getErr();
    loaded.warnings().forEach(err::println);
    if (printConfig) {
      Table table = new Table("KEY", "VALUE", "FROM");
      loaded.values().forEach(v -> table.row(v.key(), v.shown(), v.source()));
      table.print(spec.commandLine().getOut());
      return ExitCode.OK;
    }
    BindRule.check(loaded.config());
    CountDownLatch stop = new CountDownLatch(1);
    try (Shutdown _ = Shutdown.on(stop::countDown);
        RunningServer server =
            RunningServer.start(loaded.config(), environment.get("STATIONKEEPER_ADMIN_PASSWORD"))) {
      server.recordConfiguration(loaded.values());
      say(server, err);
      stop.await();
      err.println("Stopping ...");
    }
    return ExitCode.OK;
  }

  /** Says where to look, and the first password this once. */
  static void say(RunningServer server, PrintWriter err) {
    err.println("Console   " + server.httpUrl() + "/");
    err.println("API       " + server.httpUrl() + "/api/docs");
    err.println("Stations  " + server.ocppUrl() + "/{stationId}");
    if (!server.secureOcppUrl().isEmpty() && !server.secureOcppUrl().equals(server.ocppUrl())) {
      err.println("          " + server.secureOcppUrl() + "/{stationId}");
    }
    server
        .firstPassword()
        .ifPresent(
            password -> {
              err.println("User      admin");
              err.println("Password  " + password + "  (shown this once; its hash is kept)");
            });
  }
}
