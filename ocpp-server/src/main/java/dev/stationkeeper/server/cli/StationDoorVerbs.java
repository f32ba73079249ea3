// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is said of how stations prove who they are. */
final class StationDoorVerbs {
  private StationDoorVerbs() {}

  /** What add and change have in common. */
  abstract static class Said extends Verb {
    @Parameters(paramLabel = "ID", description = "The station's id.")
    String id = "";

    @Option(names = "--label", paramLabel = "TEXT", description = "For people.")
    @Nullable String label;

    @Option(
        names = "--profile",
        paramLabel = "0..3",
        description = "Security profile: 0 open, 1 password, 2 TLS and password, 3 certificate.")
    @Nullable Integer profile;

    @Option(
        names = "--station-password",
        paramLabel = "PASSWORD",
        description = "16 to 40 characters; one is made and printed where the profile needs it.")
    @Nullable String stationPassword;

    @Option(
        names = "--certificate-name",
        paramLabel = "NAME",
        description = "What the station's certificate names it (CN), when not its id.")
    @Nullable String certificateName;

    ObjectNode body(ApiClient client) {
      ObjectNode body = client.mapper().createObjectNode();
      if (label != null) {
        body.put("label", label);
      }
      if (profile != null) {
        body.put("profile", profile);
      }
      if (stationPassword != null) {
        body.put("password", stationPassword);
      }
      if (certificateName != null) {
        body.put("certificateName", certificateName);
      }
      return body;
    }

    void showPassword(JsonNode answer) {
      if (!text(answer, "password").isEmpty()) {
        err().println("The station's password is shown this once:");
        out().println(text(answer, "password"));
      }
    }
  }

  @Command(
      name = "add",
      description = "Announces a station before it connects.",
      mixinStandardHelpOptions = true)
  static final class Add extends Said {
    @Override
    int run(ApiClient client) {
      JsonNode created = client.post(ApiPath.api("stations"), body(client).put("id", id));
      if (json()) {
        printJson(client, created);
      } else {
        err().println("Added " + id + ".");
        showPassword(created);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "change",
      description = "Changes a station's label, profile, password or certificate name.",
      mixinStandardHelpOptions = true)
  static final class Change extends Said {
    @Override
    int run(ApiClient client) {
      JsonNode changed = client.patch(ApiPath.api("stations", id), body(client));
      if (json()) {
        printJson(client, changed);
      } else {
        err().println("Changed " + id + ".");
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "password",
      description = "Makes a new password for a station and prints it; the old one ends.",
      mixinStandardHelpOptions = true)
  static final class Password extends Said {
    @Override
    int run(ApiClient client) {
      JsonNode made = client.post(ApiPath.api("stations", id, "password"), null);
      if (json()) {
        printJson(client, made);
      } else {
        showPassword(made);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "pending",
      description = "Lists the stations that wait for approval.",
      mixinStandardHelpOptions = true)
  static final class Pending extends ListVerb {
    @Override
    ApiPath path() {
      return ApiPath.api("pending-stations");
    }

    @Override
    Table table() {
      return new Table("ID", "FROM");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(text(item, "id"), text(item, "knockedFrom"));
    }
  }

  @Command(
      name = "approve",
      description = "Lets a station in that nobody had announced.",
      mixinStandardHelpOptions = true)
  static final class Approve extends Verb {
    @Parameters(paramLabel = "ID", description = "The station's id.")
    String id = "";

    @Override
    int run(ApiClient client) {
      JsonNode approved = client.post(ApiPath.api("stations", id, "approve"), null);
      if (json()) {
        printJson(client, approved);
      } else {
        err().println("Approved " + id + "; it is accepted when it boots or asks again.");
      }
      return ExitCode.OK;
    }
  }
}
