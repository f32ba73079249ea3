// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A noun that has verbs: alone it is a mistake, and says so. */
abstract class Group implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
