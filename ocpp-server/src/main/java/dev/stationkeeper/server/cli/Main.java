// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.config.ConfigException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code stationkeeper}. */
@Command(
    name = "stationkeeper",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Manages charging stations that speak OCPP 1.6J, 2.0.1 and 2.1.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed",
      "2:the command line is wrong",
      "3:the server or the station cannot be reached",
      "4:the server or the station said no",
      "5:nobody answered in time"
    },
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      SimulateCommand.class,
      StationCommand.class,
      CommandCommand.class,
      TransactionCommand.class,
      HandlerCommand.class,
      TokenCommand.class,
      CertificateCommand.class,
      AlarmCommand.class,
      UserCommand.class,
      LogCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {
  private final Map<String, String> environment;

  @Spec CommandSpec spec = CommandSpec.create();

  Main(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Runs the command line and leaves with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(System.getenv(), out, err, arguments));
  }

  /** Runs the command line; the result is the exit code. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Main(environment)).setOut(out).setErr(err);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            environment.getOrDefault("NO_COLOR", "").isEmpty() ? Ansi.AUTO : Ansi.OFF));
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          err.println(message(e));
          return e instanceof CliException known
              ? known.exitCode()
              : e instanceof ConfigException ? ExitCode.USAGE : ExitCode.FAILED;
        });
    int code = line.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  /** The environment that the command line was given. */
  static Map<String, String> environmentOf(CommandSpec verb) {
    return verb.root().userObject() instanceof Main main ? main.environment : Map.of();
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, for example: stationkeeper serve");
  }

  private static String message(Exception e) {
    return e instanceof CliException || e instanceof ConfigException
        ? String.valueOf(e.getMessage())
        : "Failed: " + e;
  }
}
