// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the built-in authority has issued, and takes back. */
final class AuthorityVerbs {
  private static final String AUTHORITY = "certificate-authority";

  private AuthorityVerbs() {}

  @Command(
      name = "issued",
      description = "Lists what the built-in authority has issued.",
      mixinStandardHelpOptions = true)
  static final class Issued extends ListVerb {
    @Option(names = "--station", paramLabel = "ID", description = "Only of this station.")
    @Nullable String station;

    @Override
    ApiPath path() {
      return ApiPath.api(AUTHORITY, "certificates").with("station", station);
    }

    @Override
    Table table() {
      return new Table("SERIAL", "STATION", "UNTIL", "REVOKED", "REASON");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "serialNumber"),
          text(item, "station"),
          text(item, "notAfter"),
          text(item, "revokedAt"),
          text(item, "reason"));
    }
  }

  @Command(
      name = "revoke",
      description = "Revokes a certificate that the built-in authority has issued.",
      mixinStandardHelpOptions = true)
  static final class Revoke extends Verb {
    @Parameters(paramLabel = "SERIAL", description = "Its serial number; see: certificate issued.")
    String serial = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "For people.")
    @Nullable String reason;

    @Override
    int run(ApiClient client) {
      ObjectNode body = client.mapper().createObjectNode().put("serialNumber", serial);
      if (reason != null) {
        body.put("reason", reason);
      }
      JsonNode revoked = client.post(ApiPath.api(AUTHORITY, "revocations"), body);
      if (json()) {
        printJson(client, revoked);
      } else {
        err().println("Revoked " + serial + " of " + text(revoked, "station") + ".");
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "revocation-list",
      description = "Prints the built-in authority's revocation lists, PEM.",
      mixinStandardHelpOptions = true)
  static final class RevocationList extends Verb {
    @Override
    int run(ApiClient client) {
      JsonNode view = client.get(ApiPath.api(AUTHORITY, "revocation-list"));
      if (json()) {
        printJson(client, view);
      } else {
        out().print(text(view, "list"));
        out().flush();
      }
      return ExitCode.OK;
    }
  }
}
