// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.engine.EngineLimits;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.server.gateway.AdmissionPolicy;
import dev.stationkeeper.server.gateway.GatewaySettings;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.node.NodeSettings;
import dev.stationkeeper.station.Policy;

/** Makes of the configuration what a node is started with. */
final class NodeConfiguration {
  private NodeConfiguration() {}

  static NodeSettings of(ServerConfig config) {
    NodeSettings usual = NodeSettings.in(config.data(), config.bind(), config.ocpp().port());
    return new NodeSettings(
        usual.name(),
        config.data(),
        log(config),
        gateway(config, usual.gateway()),
        AdmissionPolicy.OPEN,
        Policy.DEFAULT,
        limits(config),
        usual.threads(),
        config.handlerSettings(),
        config.plugins());
  }

  private static LogSettings log(ServerConfig config) {
    return new LogSettings(
        config.data().resolve("log"),
        config.log().segment().toIntBytes(),
        config.log().pending().bytes(),
        config.log().diskFloor().bytes(),
        true);
  }

  private static GatewaySettings gateway(ServerConfig config, GatewaySettings usual) {
    ServerConfig.Ocpp ocpp = config.ocpp();
    return new GatewaySettings(
        config.bind(),
        ocpp.port(),
        ocpp.maxFrame().toIntBytes(),
        usual.requestBytes(),
        ocpp.handshakeTime(),
        ocpp.connectionsPerAddress(),
        ocpp.framesPerSecond(),
        ocpp.frameBurst(),
        ocpp.writeQueue().toIntBytes(),
        ocpp.pingInterval(),
        usual.closeTime(),
        usual.decoders());
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
