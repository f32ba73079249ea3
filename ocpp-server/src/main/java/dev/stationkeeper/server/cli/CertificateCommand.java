// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Certificates in stations. */
@Command(
    name = "certificate",
    description = "Lists, installs and deletes certificates of stations, and revokes our own.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CertificateCommand.ListInstalled.class,
      CertificateCommand.Refresh.class,
      CertificateCommand.Install.class,
      CertificateCommand.Delete.class,
      AuthorityVerbs.Issued.class,
      AuthorityVerbs.Revoke.class,
      AuthorityVerbs.RevocationList.class
    })
final class CertificateCommand extends Group {
  private static final String CERTIFICATES = "certificates";

  @Command(
      name = "list",
      description = "Lists the certificates that a station has told that it has.",
      mixinStandardHelpOptions = true)
  static final class ListInstalled extends ListVerb {
    @Parameters(paramLabel = "STATION", description = "The station's id.")
    String station = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
    @Nullable String type;

    @Override
    ApiPath path() {
      return ApiPath.api("stations", station, CERTIFICATES).with("type", type);
    }

    @Override
    Table table() {
      return new Table("SERIAL", "TYPE", "HASHED BY", "UNDER", "TOLD");
    }

    @Override
    void row(Table table, JsonNode item) {
      table.row(
          text(item, "serialNumber"),
          text(item, "type"),
          text(item, "hashAlgorithm"),
          text(item, "under"),
          text(item, "at"));
    }
  }

  /** What the verbs that ask the station have in common. */
  abstract static class Asking extends Verb {
    @Parameters(index = "0", paramLabel = "STATION", description = "The station's id.")
    String station = "";

    @Option(
        names = "--wait",
        paramLabel = "SECONDS",
        defaultValue = "60",
        description = "How long to wait for the answer; 0 does not wait (default: 60).")
    int wait = 60;

    @Override
    final int run(ApiClient client) {
      ObjectNode body = client.mapper().createObjectNode().put("action", action());
      body.set("payload", payload(client));
      return SendVerb.send(this, client, station, body, wait);
    }

    abstract String action();

    abstract ObjectNode payload(ApiClient client);

    /** 1.6 asks for one type at a time. */
    final boolean isOld(ApiClient client) {
      return text(client.get(ApiPath.api("stations", station)), "version").equals("1.6");
    }
  }

  @Command(
      name = "refresh",
      description = "Asks a station which certificates it has.",
      mixinStandardHelpOptions = true)
  static final class Refresh extends Asking {
    @Option(
        names = "--type",
        paramLabel = "TYPE",
        description = "Only of this type; 1.6 needs one (default there: the central system's).")
    @Nullable String type;

    @Override
    String action() {
      return "GetInstalledCertificateIds";
    }

    @Override
    ObjectNode payload(ApiClient client) {
      ObjectNode payload = client.mapper().createObjectNode();
      if (isOld(client)) {
        payload.put("certificateType", type == null ? "CentralSystemRootCertificate" : type);
      } else if (type != null) {
        payload.putArray("certificateType").add(type);
      }
      return payload;
    }
  }

  @Command(
      name = "install",
      description = "Installs a root certificate in a station.",
      mixinStandardHelpOptions = true)
  static final class Install extends Asking {
    @Parameters(
        index = "1",
        paramLabel = "TYPE",
        description = "For example CSMSRootCertificate; 1.6: CentralSystemRootCertificate.")
    String type = "";

    @Parameters(index = "2", paramLabel = "FILE", description = "The certificate, PEM.")
    Path file = Path.of("");

    @Override
    String action() {
      return "InstallCertificate";
    }

    @Override
    ObjectNode payload(ApiClient client) {
      try {
        return client
            .mapper()
            .createObjectNode()
            .put("certificateType", type)
            .put("certificate", Files.readString(file));
      } catch (IOException e) {
        throw new CliException(ExitCode.USAGE, "The file " + file + " cannot be read.");
      }
    }
  }

  @Command(
      name = "delete",
      description = "Deletes a certificate in a station, by the hashes that the station told.",
      mixinStandardHelpOptions = true)
  static final class Delete extends Asking {
    @Parameters(index = "1", paramLabel = "SERIAL", description = "Its serial number, as listed.")
    String serial = "";

    @Override
    String action() {
      return "DeleteCertificate";
    }

    /** M04.FR.07: the algorithm is the one that the station told. */
    @Override
    ObjectNode payload(ApiClient client) {
      JsonNode told =
          client.get(ApiPath.api("stations", station, CERTIFICATES).with("limit", 1000));
      for (JsonNode item : told.path("items")) {
        if (text(item, "serialNumber").equalsIgnoreCase(serial)) {
          ObjectNode payload = client.mapper().createObjectNode();
          ObjectNode hashes = payload.putObject("certificateHashData");
          for (String member :
              new String[] {"hashAlgorithm", "issuerNameHash", "issuerKeyHash", "serialNumber"}) {
            hashes.put(member, text(item, member));
          }
          return payload;
        }
      }
      throw new CliException(
          ExitCode.USAGE,
          "%s has not told of a certificate %s; see: certificate refresh %s"
              .formatted(station, serial, station));
    }
  }
}
