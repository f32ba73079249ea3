// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A station's exchanges, the latest last; with {@code --follow} also those to come. */
@Command(
    name = "trace",
    description = "Prints a station's messages, the latest last.",
    mixinStandardHelpOptions = true)
final class TraceVerb extends Verb {
  @Parameters(paramLabel = "ID", description = "The station's id.")
  String id = "";

  @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
  boolean follow;

  @Option(names = "--action", paramLabel = "ACTION", description = "Only this action.")
  @Nullable String action;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of the past (default: ${DEFAULT-VALUE}).")
  int last = 20;

  @Override
  int run(ApiClient client) {
    long after = 0;
    if (last > 0) {
      JsonNode page =
          client.get(
              ApiPath.api("stations", id, "messages")
                  .with("limit", Math.min(last, 1000))
                  .with("action", action));
      List<JsonNode> messages = new ArrayList<>();
      page.path("items").forEach(messages::addFirst);
      for (JsonNode message : messages) {
        print(message);
        after = Math.max(after, message.path("position").asLong());
      }
    }
    if (follow) {
      follow(client, after);
    }
    return ExitCode.OK;
  }

  private void follow(ApiClient client, long after) {
    ApiPath stream =
        ApiPath.api("events", "stream")
            .with("station", id)
            .with("after", after == 0 ? null : after);
    StringBuilder data = new StringBuilder();
    client.stream(
        stream,
        line -> {
          // An event may have several data lines; an empty line ends it.
          if (line.startsWith("data: ")) {
            data.append(line, "data: ".length(), line.length());
          } else if (line.isEmpty() && !data.isEmpty()) {
            event(client, data.toString());
            data.setLength(0);
          }
        });
  }

  private void event(ApiClient client, String data) {
    try {
      JsonNode event = client.mapper().readTree(data);
      JsonNode payload = event.path("payload");
      if (action == null || action.equals(text(payload, "action"))) {
        if (json()) {
          out().println(event);
        } else {
          out().println(text(event, "at") + "  " + text(event, "type") + "  " + payload);
        }
      }
    } catch (JsonProcessingException e) {
      err().println("Left out a line that is no JSON: " + e.getOriginalMessage());
    }
  }

  private void print(JsonNode message) {
    if (json()) {
      out().println(message);
      return;
    }
    String error = text(message, "error");
    out()
        .println(
            "%s  %s  %s  %s  ->  %s"
                .formatted(
                    text(message, "at"),
                    "in".equals(text(message, "direction")) ? "from station" : "to station",
                    text(message, "action"),
                    message.path("request"),
                    error.isEmpty() ? message.path("response") : error));
  }
}
