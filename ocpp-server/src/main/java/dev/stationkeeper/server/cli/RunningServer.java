// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import dev.stationkeeper.server.access.ProfileReadiness;
import dev.stationkeeper.server.config.ConfigValue;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.server.http.AnswerStore;
import dev.stationkeeper.server.http.ApiResources;
import dev.stationkeeper.server.http.ApiServer;
import dev.stationkeeper.server.http.ApiSources;
import dev.stationkeeper.server.http.AuditTrail;
import dev.stationkeeper.server.http.CatalogueCheck;
import dev.stationkeeper.server.http.EngineStations;
import dev.stationkeeper.server.http.FirmwareCommandCheck;
import dev.stationkeeper.server.http.ReadyCheck;
import dev.stationkeeper.server.identity.Authentication;
import dev.stationkeeper.server.identity.FirstUser;
import dev.stationkeeper.server.identity.LoggedUsers;
import dev.stationkeeper.server.identity.LoginThrottle;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.metrics.Metrics;
import dev.stationkeeper.server.node.StationkeeperNode;
import dev.stationkeeper.server.tls.ServerTls;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.event.EventCodec;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A node and its API, up until it is closed. */
final class RunningServer implements AutoCloseable {
  private final ServerConfig config;
  private final StationkeeperNode node;
  private final ApiServer api;
  private final AnswerStore answers;
  private final Optional<String> firstPassword;

  private RunningServer(
      ServerConfig config,
      StationkeeperNode node,
      ApiServer api,
      AnswerStore answers,
      Optional<String> firstPassword) {
    this.answers = answers;
    this.config = config;
    this.node = node;
    this.api = api;
    this.firstPassword = firstPassword;
  }

  /**
   * Starts everything; returns when stations and operators are served.
   *
   * @param adminPassword for the first user; null for a random one
   */
  static RunningServer start(ServerConfig config, @Nullable String adminPassword) {
    StationkeeperNode node;
    try {
      node = StationkeeperNode.start(NodeConfiguration.of(config));
    } catch (IOException e) {
      throw new CliException(ExitCode.FAILED, "The server cannot start: " + e.getMessage());
    }
    try {
      SecureRandom random = new SecureRandom();
      LoggedUsers users = LoggedUsers.of(node.known().users(), node.systemLog());
      Optional<String> first = FirstUser.create(users, adminPassword, random);
      ServerConfig.Http http = config.http();
      AnswerStore answers =
          AnswerStore.open(
              config.data().resolve("answers.db"), http.idempotencyKeys(), InstantSource.system());
      ApiSources sources = sources(config, node);
      AuditTrail trail = new AuditTrail(node.systemLog(), node.counters(), InstantSource.system());
      ApiServer api =
          ApiServer.start(
              config.bind(),
              http,
              new Authentication(
                  users,
                  new LoginThrottle(
                      http.loginAttempts(), http.loginPause(), InstantSource.system()),
                  random,
                  trail),
              ApiResources.none()
                  .recorded(trail)
                  .health(
                      HealthChecks.live(node), measured(node.metrics(), HealthChecks.ready(node)))
                  .metrics(node.metrics()::scrape, http.openMetrics())
                  .operations(sources)
                  .tasks(sources)
                  .handlers(node.handlers(), node.feeds(), node.changes(), node.scan())
                  .log(node::check, InstantSource.system())
                  .maintenance(node.logOperations(), InstantSource.system())
                  .identity(users, random),
              answers,
              context(node, http));
      return new RunningServer(config, node, api, answers, first);
    } catch (RuntimeException e) {
      node.close();
      throw new CliException(ExitCode.FAILED, "The server cannot start: " + e.getMessage());
    }
  }

  private static @Nullable SSLContext context(StationkeeperNode node, ServerConfig.Http http) {
    if (!http.tls()) {
      return null;
    }
    ServerTls tls = node.serverTls();
    if (tls == null) {
      throw new IllegalStateException("http.tls needs tls.certificate and tls.key");
    }
    return tls.context();
  }

  private static ApiSources sources(ServerConfig config, StationkeeperNode node) {
    return new ApiSources(
        node.log(),
        node.systemLog(),
        new StationLog(node.log(), new EventCodec()),
        node.views(),
        new EngineStations(node.engines()),
        new StationMachine(NodeConfiguration.policy(config.stations())),
        new FirmwareCommandCheck(new CatalogueCheck(), node.firmware()),
        () -> UUID.randomUUID().toString(),
        InstantSource.system(),
        node.access(),
        config.security().defaultProfile(),
        new ProfileReadiness(
            node.access(),
            node.ocppTlsPort() >= 0,
            config.tls().builtInAuthority() || !config.tls().stationAuthority().isBlank()),
        node.authority());
  }

  /** Alerts want as a figure what people read as a sentence. */
  private static List<ReadyCheck> measured(Metrics metrics, List<ReadyCheck> checks) {
    metrics.table(
        "stationkeeper.ready",
        "1 while a thing is well that the server needs to be ready",
        List.of("check"),
        () ->
            checks.stream()
                .map(check -> Metrics.Row.of(check.problem().get().isEmpty() ? 1 : 0, check.name()))
                .toList());
    return checks;
  }

  /** Puts on record which settings have changed since the last start. */
  void recordConfiguration(List<ConfigValue> values) {
    ConfigurationRecord.write(node.known().settings(), node.systemLog(), values);
  }

  /** The password that was made at the first start; empty when there was a user already. */
  Optional<String> firstPassword() {
    return firstPassword;
  }

  /** Where operators look. */
  String httpUrl() {
    return (config.http().tls() ? "https://" : "http://") + host() + ":" + api.port();
  }

  /** Where stations connect, without their id. */
  String ocppUrl() {
    return node.ocppPort() < 0
        ? secureOcppUrl()
        : "ws://" + host() + ":" + node.ocppPort() + "/ocpp";
  }

  /** Where stations connect under TLS, without their id; empty when there is no such port. */
  String secureOcppUrl() {
    return node.ocppTlsPort() < 0 ? "" : "wss://" + host() + ":" + node.ocppTlsPort() + "/ocpp";
  }

  private String host() {
    String bind = config.bind();
    String shown = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    return shown.indexOf(':') < 0 ? shown : "[" + shown + "]";
  }

  /** Stops to serve operators, then ends the node in order. Blocks. */
  @Override
  public void close() {
    api.close();
    answers.close();
    node.close();
  }
}
