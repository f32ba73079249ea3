// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the verbs that talk to a server have in common: data on stdout, talk on stderr. */
abstract class Verb implements Callable<Integer> {
  @Mixin final ServerOptions server = new ServerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    try (ApiClient client = server.client(Main.environmentOf(spec))) {
      return run(client);
    }
  }

  /** Does it; the result is the exit code. */
  abstract int run(ApiClient client);

  final boolean json() {
    return server.json;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints JSON for programs, indented: people read it too. */
  final void printJson(ApiClient client, JsonNode node) {
    try {
      out().println(client.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was read cannot be written", e);
    }
  }

  /** The member as text; empty when it is absent or null. */
  static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }
}
