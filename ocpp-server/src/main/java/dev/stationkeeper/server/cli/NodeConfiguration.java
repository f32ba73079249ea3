// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.engine.EngineLimits;
import dev.stationkeeper.eventmanager.SupervisionPolicy;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.access.UnknownStations;
import dev.stationkeeper.server.config.ConfigException;
import dev.stationkeeper.server.config.FirmwareConfig;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.server.config.Supervision;
import dev.stationkeeper.server.config.Tracing;
import dev.stationkeeper.server.firmware.FirmwareSettings;
import dev.stationkeeper.server.gateway.GatewaySettings;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.server.node.RetentionSettings;
import dev.stationkeeper.server.revocation.RevocationSettings;
import dev.stationkeeper.server.tls.TlsSettings;
import dev.stationkeeper.server.trace.TraceSettings;
import dev.stationkeeper.server.view.TraceBounds;
import dev.stationkeeper.station.Policy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of the configuration what a node is started with. */
final class NodeConfiguration {
  /** Percent by which heartbeat and boot intervals of stations differ: a herd comes apart again. */
  private static final int SPREAD = 20;

  private NodeConfiguration() {}

  static NodeSettings of(ServerConfig config) {
    NodeSettings usual = NodeSettings.in(config.data(), config.bind(), config.ocpp().port());
    return new NodeSettings(
        usual.name(),
        config.data(),
        log(config),
        gateway(config, usual.gateway()),
        security(config),
        tls(config),
        policy(config.stations()),
        limits(config),
        new TraceBounds(
            config.trace().messages(), config.trace().age(), config.trace().size().bytes()),
        usual.threads(),
        config.handlerSettings(),
        config.plugins(),
        supervision(config.supervision()),
        traces(config.tracing(), usual.name()),
        new RetentionSettings(config.log().retention(), config.log().retentionEvery()),
        firmware(config.firmware()));
  }

  private static SecuritySettings security(ServerConfig config) {
    ServerConfig.Security security = config.security();
    return new SecuritySettings(
        security.defaultProfile(),
        UnknownStations.of(security.unknownStations())
            .orElseThrow(
                () ->
                    new ConfigException(
                        List.of(
                            "security.unknown-stations: \"%s\" is not accept, pending or refuse."
                                .formatted(security.unknownStations())))),
        security.keyFile().isBlank()
            ? config.data().resolve("secrets").resolve("server.key")
            : Path.of(security.keyFile()),
        security.attempts(),
        security.pause(),
        security.maxPending(),
        config.tls().organisation(),
        authority(config),
        revocation(config.tls()));
  }

  private static RevocationSettings revocation(ServerConfig.Tls tls) {
    RevocationSettings.Mode mode =
        switch (tls.ocsp()) {
          case "off" -> RevocationSettings.Mode.OFF;
          case "soft" -> RevocationSettings.Mode.SOFT;
          case "hard" -> RevocationSettings.Mode.HARD;
          default ->
              throw new ConfigException(
                  List.of("tls.ocsp: \"%s\" is not off, soft or hard.".formatted(tls.ocsp())));
        };
    return new RevocationSettings(
        mode, Set.copyOf(names(tls.ocspHosts())), tls.ocspTime(), files(tls.contractAuthority()));
  }

  private static FirmwareSettings firmware(FirmwareConfig firmware) {
    return new FirmwareSettings(
        files(firmware.authority()),
        firmware.folder().isBlank() ? null : Path.of(firmware.folder().strip()),
        firmware.signed());
  }

  private static @Nullable TlsSettings tls(ServerConfig config) {
    ServerConfig.Tls tls = config.tls();
    if (tls.certificate().isBlank()) {
      return null;
    }
    List<Path> authorities = new ArrayList<>(files(tls.stationAuthority()));
    Path builtIn = authority(config);
    if (builtIn != null) {
      authorities.add(SecuritySettings.rootOf(builtIn));
    }
    return new TlsSettings(
        files(tls.certificate()),
        files(tls.key()),
        tls.keyPassword(),
        authorities,
        files(tls.revocationList()),
        tls.reload(),
        tls.hostName());
  }

  private static @Nullable Path authority(ServerConfig config) {
    return config.tls().builtInAuthority()
        ? config.data().resolve("secrets").resolve("authority").resolve("authority.p12")
        : null;
  }

  private static List<Path> files(String list) {
    return names(list).stream().map(Path::of).toList();
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static Policy policy(ServerConfig.Stations stations) {
    return Policy.DEFAULT
        .withIntervals(
            stations.heartbeatInterval(), stations.bootRetryInterval(), stations.callTimeout())
        .withQueues(stations.requestQueue(), stations.commandQueue())
        .withDeadlines(stations.flowDeadlines().byStep())
        .withQuirks(stations.quirks().rules())
        .withSwitchedOff(stations.switchedOff().names())
        .withSpread(SPREAD);
  }

  private static SupervisionPolicy supervision(Supervision limits) {
    SupervisionPolicy usual = SupervisionPolicy.DEFAULT;
    return usual
        .withRestarts(limits.restarts(), Math.min(usual.immediate(), limits.restarts()))
        .withThreads(limits.zombies(), limits.threads())
        .withMailboxes(limits.requests(), limits.notices(), limits.backlog());
  }

  private static @Nullable TraceSettings traces(Tracing tracing, String node) {
    String endpoint = tracing.endpoint().strip();
    if (endpoint.isEmpty()) {
      return null;
    }
    if (!isHttp(endpoint)) {
      throw new ConfigException(
          List.of(
              "tracing.endpoint: \"%s\" is no http:// or https:// URL with a host"
                  .formatted(endpoint)));
    }
    return new TraceSettings(endpoint, tracing.percent() / 100.0, tracing.authorization(), node);
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static LogSettings log(ServerConfig config) {
    return new LogSettings(
        config.data().resolve("log"),
        config.log().segment().toIntBytes(),
        config.log().pending().bytes(),
        config.log().diskFloor().bytes(),
        config.log().durable());
  }

  private static GatewaySettings gateway(ServerConfig config, GatewaySettings usual) {
    ServerConfig.Ocpp ocpp = config.ocpp();
    return new GatewaySettings(
        config.bind(),
        ocpp.port(),
        config.tls().certificate().isBlank() ? GatewaySettings.NONE : ocpp.tlsPort(),
        ocpp.maxFrame().toIntBytes(),
        usual.requestBytes(),
        ocpp.handshakeTime(),
        usual.connections(),
        ocpp.connectionsPerAddress(),
        ocpp.framesPerSecond(),
        ocpp.frameBurst(),
        ocpp.writeQueue().toIntBytes(),
        ocpp.pingInterval(),
        usual.closeTime(),
        usual.decoders(),
        ocpp.messageTime(),
        ocpp.handshakeQueue(),
        usual.receptionists(),
        ocpp.compression());
  }

  private static EngineLimits limits(ServerConfig config) {
    EngineLimits usual = EngineLimits.DEFAULT;
    return new EngineLimits(
        config.stations().mailbox(),
        usual.batchEvents(),
        usual.inputsPerTurn(),
        config.stations().decisionTime(),
        config.stations().max());
  }
}
