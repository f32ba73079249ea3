// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a handler of one's own: a small Maven project that builds as it is. */
@Command(
    name = "new",
    description = "Writes a small Maven project: a handler, its tests and the test kit.",
    mixinStandardHelpOptions = true)
final class HandlerNewVerb implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
  private static final int LONGEST_NAME = 40;

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      description = "The handler's name: lower-case letters, digits, dashes; also the folder's.")
  String name = "";

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "The Java package. Default: ${DEFAULT-VALUE}.")
  String packageName = "com.example";

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      description = "Where to make the folder. Default: here.")
  Path in = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw new CliException(
          ExitCode.USAGE,
          "A handler's name is 1 to 40 lower-case letters, digits and single dashes, and begins"
              + " with a letter: '"
              + name
              + "'");
    }
    if (!PACKAGE.matcher(packageName).matches() || packageName.startsWith("dev.stationkeeper")) {
      throw new CliException(
          ExitCode.USAGE,
          "The package is lower-case names with dots between, and not dev.stationkeeper: '"
              + packageName
              + "'");
    }
    Path project = in.resolve(name);
    if (Files.exists(project)) {
      throw new CliException(
          ExitCode.USAGE, project + " exists already; move it away or take another name");
    }
    new HandlerProject(name, className(name), packageName).writeTo(project);
    spec.commandLine().getErr().println("Wrote " + project + ". Go on with:");
    spec.commandLine().getErr().println("  cd " + project + " && mvn package");
    spec.commandLine().getOut().println(project);
    return ExitCode.OK;
  }

  /** {@code my-tokens} as {@code MyTokens}. */
  static String className(String name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.split("-", -1)) {
      text.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return text.toString();
  }
}
