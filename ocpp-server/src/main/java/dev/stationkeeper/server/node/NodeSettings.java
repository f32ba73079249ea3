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
 * @param retention how long tokens stay in events
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
    RetentionSettings retention,
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
        RetentionSettings.OFF,
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
    Draft draft = new Draft(this);
    draft.handlers = settings;
    return draft.done();
  }

  /** The same with plugins from that folder. */
  public NodeSettings withPlugins(Path folder) {
    Draft draft = new Draft(this);
    draft.plugins = folder;
    return draft.done();
  }

  /** The same with traces. */
  public NodeSettings withTraces(TraceSettings wanted) {
    Draft draft = new Draft(this);
    draft.traces = wanted;
    return draft.done();
  }

  /** The same with a log that is kept so. */
  public NodeSettings withLog(LogSettings kept) {
    Draft draft = new Draft(this);
    draft.log = kept;
    return draft.done();
  }

  /** The same with tokens that stay so long. */
  public NodeSettings withRetention(RetentionSettings wanted) {
    Draft draft = new Draft(this);
    draft.retention = wanted;
    return draft.done();
  }

  /** The same with firmware looked at so. */
  public NodeSettings withFirmware(FirmwareSettings wanted) {
    Draft draft = new Draft(this);
    draft.firmware = wanted;
    return draft.done();
  }

  /** The same with that door; TLS is served at a free port. */
  public NodeSettings withSecurity(SecuritySettings wanted, @Nullable TlsSettings wantedTls) {
    Draft draft = new Draft(this);
    draft.gateway = gateway.withPorts(gateway.port(), wantedTls == null ? GatewaySettings.NONE : 0);
    draft.security = wanted;
    draft.tls = wantedTls;
    return draft.done();
  }

  /** Settings on their way to others. */
  private static final class Draft {
    private final String name;
    private final Path data;
    private LogSettings log;
    private GatewaySettings gateway;
    private SecuritySettings security;
    private @Nullable TlsSettings tls;
    private final Policy policy;
    private final EngineLimits limits;
    private final TraceBounds trace;
    private final int threads;
    private Map<String, Map<String, String>> handlers;
    private Path plugins;
    private final SupervisionPolicy supervision;
    private @Nullable TraceSettings traces;
    private RetentionSettings retention;
    private FirmwareSettings firmware;

    Draft(NodeSettings from) {
      name = from.name;
      data = from.data;
      log = from.log;
      gateway = from.gateway;
      security = from.security;
      tls = from.tls;
      policy = from.policy;
      limits = from.limits;
      trace = from.trace;
      threads = from.threads;
      handlers = from.handlers;
      plugins = from.plugins;
      supervision = from.supervision;
      traces = from.traces;
      retention = from.retention;
      firmware = from.firmware;
    }

    NodeSettings done() {
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
          retention,
          firmware);
    }
  }
}
