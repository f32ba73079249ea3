// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.EngineLimits;
import dev.stationkeeper.eventmanager.SupervisionPolicy;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.firmware.FirmwareSettings;
import dev.stationkeeper.server.gateway.GatewaySettings;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.tls.TlsSettings;
import dev.stationkeeper.server.trace.TraceSettings;
import dev.stationkeeper.server.view.TraceBounds;
import dev.stationkeeper.station.Policy;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node is started with.
 *
 * @param name of the node, for the record
 * @param data folder of the log and of everything that is derived from it
 * @param security who may connect
 * @param tls null for none
 * @param trace how much of the message trace is kept
 * @param threads that run the engines
 * @param handlers the settings of each handler by its name; a handler that is not named gets none
 * @param plugins folder of handler jars, or folders of jars; need not exist
 * @param supervision the limits of handlers
 * @param traces null for none
 * @param firmware how it is looked at before updates
 */
public record NodeSettings(
    String name,
    Path data,
    LogSettings log,
    GatewaySettings gateway,
    SecuritySettings security,
    @Nullable TlsSettings tls,
    Policy policy,
    EngineLimits limits,
    TraceBounds trace,
    int threads,
    Map<String, Map<String, String>> handlers,
    Path plugins,
    SupervisionPolicy supervision,
    @Nullable TraceSettings traces,
    FirmwareSettings firmware) {
  public NodeSettings {
    handlers = Map.copyOf(handlers);
  }

  /** A node that configures nothing: any station may connect. */
  public static NodeSettings in(Path data, String bind, int port) {
    return new NodeSettings(
        "node",
        data,
        LogSettings.in(data.resolve("log")),
        GatewaySettings.on(bind, port),
        SecuritySettings.open(data.resolve("secrets").resolve("server.key")),
        null,
        Policy.DEFAULT,
        EngineLimits.DEFAULT,
        TraceBounds.DEFAULT,
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        Map.of(),
        data.resolve("plugins"),
        SupervisionPolicy.DEFAULT,
        null,
        FirmwareSettings.NONE);
  }

  /** The policy as the machine has it: it has to know when somebody looks at contracts. */
  Policy machinePolicy() {
    return security.revocation().contractAuthorities().isEmpty()
        ? policy
        : policy.withContractsChecked();
  }

  /** The same with those settings for handlers. */
  public NodeSettings withHandlers(Map<String, Map<String, String>> settings) {
    return new NodeSettings(
        name,
        data,
        log,
        gateway,
        security,
        tls,
        policy,
        limits,
        trace,
        threads,
        settings,
        plugins,
        supervision,
        traces,
        firmware);
  }

  /** The same with plugins from that folder. */
  public NodeSettings withPlugins(Path folder) {
    return new NodeSettings(
        name,
        data,
        log,
        gateway,
        security,
        tls,
        policy,
        limits,
        trace,
        threads,
        handlers,
        folder,
        supervision,
        traces,
        firmware);
  }

  /** The same with traces. */
  public NodeSettings withTraces(TraceSettings wanted) {
    return new NodeSettings(
        name,
        data,
        log,
        gateway,
        security,
        tls,
        policy,
        limits,
        trace,
        threads,
        handlers,
        plugins,
        supervision,
        wanted,
        firmware);
  }

  /** The same with a log that is kept so. */
  public NodeSettings withLog(LogSettings kept) {
    return new NodeSettings(
        name,
        data,
        kept,
        gateway,
        security,
        tls,
        policy,
        limits,
        trace,
        threads,
        handlers,
        plugins,
        supervision,
        traces,
        firmware);
  }

  /** The same with firmware looked at so. */
  public NodeSettings withFirmware(FirmwareSettings wanted) {
    return new NodeSettings(
        name,
        data,
        log,
        gateway,
        security,
        tls,
        policy,
        limits,
        trace,
        threads,
        handlers,
        plugins,
        supervision,
        traces,
        wanted);
  }

  /** The same with that door; TLS is served at a free port. */
  public NodeSettings withSecurity(SecuritySettings wanted, @Nullable TlsSettings wantedTls) {
    return new NodeSettings(
        name,
        data,
        log,
        gateway.withPorts(gateway.port(), wantedTls == null ? GatewaySettings.NONE : 0),
        wanted,
        wantedTls,
        policy,
        limits,
        trace,
        threads,
        handlers,
        plugins,
        supervision,
        traces,
        firmware);
  }
}
