// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a CALL to a station and says by its exit code what became of it. */
@Command(
    name = "send",
    description = {
      "Sends a command to a station and waits for its answer.",
      "Example: stationkeeper command send CP-1 Reset '{\"type\":\"Soft\"}'"
    },
    mixinStandardHelpOptions = true)
final class SendVerb extends Verb {
  @Parameters(index = "0", paramLabel = "STATION", description = "The station's id.")
  String station = "";

  @Parameters(index = "1", paramLabel = "ACTION", description = "The action, for example Reset.")
  String action = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      defaultValue = "{}",
      paramLabel = "PAYLOAD",
      description = "The payload, a JSON object (default: ${DEFAULT-VALUE}).")
  String payload = "{}";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for the end; 0 does not wait (default: ${DEFAULT-VALUE}).")
  int wait = 60;

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      description = "How long the command may wait to be sent.")
  @Nullable Long ttl;

  @Option(
      names = "--carry-through",
      description =
          "After a higher security profile, send the order of the slots and the Reset as well.")
  boolean carryThrough;

  @Override
  int run(ApiClient client) {
    ObjectNode body = client.mapper().createObjectNode().put("action", action);
    body.set("payload", payload(client));
    body.put("waitSeconds", wait);
    if (ttl != null) {
      body.put("ttlSeconds", ttl);
    }
    if (carryThrough) {
      body.put("carryThrough", true);
    }
    JsonNode standing =
        client.post(
            ApiPath.api("stations", station, "commands"),
            body,
            Duration.ofSeconds(Math.max(0, wait)));
    print(this, client, standing);
    return exitCode(client, text(standing, "status"));
  }

  /** Prints where a command stands: the response for people, everything for programs. */
  static void print(Verb verb, ApiClient client, JsonNode standing) {
    if (verb.json()) {
      verb.printJson(client, standing);
      return;
    }
    Table table = new Table("ID", "STATUS", "RESPONSE");
    JsonNode response = standing.path("response");
    table.row(
        text(standing, "id"),
        text(standing, "status"),
        response.isObject() ? response.toString() : "");
    table.print(verb.out());
  }

  private JsonNode payload(ApiClient client) {
    try {
      JsonNode read = client.mapper().readTree(payload);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw new CliException(ExitCode.USAGE, "The payload is no JSON: " + e.getOriginalMessage());
    }
    throw new CliException(ExitCode.USAGE, "The payload must be a JSON object.");
  }

  private int exitCode(ApiClient client, String status) {
    return switch (status) {
      case "accepted" -> ExitCode.OK;
      case "rejected", "error", "cancelled" -> ExitCode.REJECTED;
      case "timedOut" -> ExitCode.TIMED_OUT;
      case "expired" -> ExitCode.OFFLINE;
      default -> wait == 0 ? ExitCode.OK : notEnded(client);
    };
  }

  /** It waits in the queue: because the station is away, or because it is slow. */
  private int notEnded(ApiClient client) {
    boolean connected = client.get(ApiPath.api("stations", station)).path("connected").asBoolean();
    err()
        .println(
            connected
                ? "The station has not answered yet; the command stays."
                : "The station is offline; the command is sent when it comes back.");
    return connected ? ExitCode.TIMED_OUT : ExitCode.OFFLINE;
  }
}
