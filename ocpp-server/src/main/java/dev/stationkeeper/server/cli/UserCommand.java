// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The users of the API. */
@Command(
    name = "user",
    description = "Lists, adds and removes users.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UserCommand.ListUsers.class,
      UserCommand.AddUser.class,
      UserCommand.RemoveUser.class
    })
final class UserCommand extends Group {
  @Command(name = "list", description = "Lists the users.", mixinStandardHelpOptions = true)
  static final class ListUsers extends ListVerb {
    @Override
    ApiPath path() {
      return ApiPath.api("users");
    }

    @Override
    Table table() {
      return new Table("NAME", "ROLE");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(text(item, "name"), text(item, "role"));
    }
  }

  @Command(
      name = "add",
      description = "Adds a user, or gives one another role or password.",
      mixinStandardHelpOptions = true)
  static final class AddUser extends Verb {
    @Parameters(paramLabel = "NAME", description = "The user's name.")
    String name = "";

    @Option(
        names = "--role",
        defaultValue = "viewer",
        description = "admin, operator or viewer (default: ${DEFAULT-VALUE}).")
    String role = "viewer";

    @Option(
        names = "--new-password",
        paramLabel = "PASSWORD",
        description = "The password; a random one is made and printed when it is left out.")
    @Nullable String newPassword;

    @Override
    int run(ApiClient client) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("name", name);
      body.put("role", role);
      if (newPassword != null) {
        body.put("password", newPassword);
      }
      JsonNode created = client.post(ApiPath.api("users"), body);
      if (json()) {
        printJson(client, created);
      } else {
        err().println("Added " + name + " as " + role + ".");
        if (!text(created, "password").isEmpty()) {
          err().println("The password is shown this once:");
          out().println(text(created, "password"));
        }
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "remove", description = "Removes a user.", mixinStandardHelpOptions = true)
  static final class RemoveUser extends Verb {
    @Parameters(paramLabel = "NAME", description = "The user's name.")
    String name = "";

    @Override
    int run(ApiClient client) {
      client.delete(ApiPath.api("users", name));
      err().println("Removed " + name + ".");
      return ExitCode.OK;
    }
  }
}
