// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.BindRule;
import dev.stationkeeper.server.config.LoadedConfig;
import java.util.concurrent.Callable;
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
  public Integer call() {
    LoadedConfig loaded = options.load(Main.environmentOf(spec));
    loaded.warnings().forEach(spec.commandLine().getErr()::println);
    if (printConfig) {
      Table table = new Table("KEY", "VALUE", "FROM");
      loaded.values().forEach(v -> table.row(v.key(), v.shown(), v.source()));
      table.print(spec.commandLine().getOut());
      return ExitCode.OK;
    }
    BindRule.check(loaded.config());
    throw new CliException(ExitCode.FAILED, "The node is not part of this build yet.");
  }
}
