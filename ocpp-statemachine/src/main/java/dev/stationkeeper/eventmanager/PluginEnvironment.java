// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.Alarms;
import dev.stationkeeper.spi.Feature;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.Timers;
import dev.stationkeeper.spi.TokenDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The environment of one load of a plugin. */
final class PluginEnvironment implements HandlerEnvironment, Alarms {
  private static final int MAX_KEY = 100;
  private static final int MAX_TEXT = 500;

  private final PluginHost host;
  private final HandlerServices services;

  PluginEnvironment(PluginHost host, HandlerServices services) {
    this.host = host;
    this.services = services;
  }

  @Override
  public String handler() {
    return host.id().name();
  }

  @Override
  public Map<String, String> settings() {
    return host.spec().settings();
  }

  @Override
  public InstantSource clock() {
    return host.scheduler();
  }

  @Override
  public Logger logger() {
    return host.logger("");
  }

  @Override
  public TokenDirectory tokens() {
    return services::token;
  }

  @Override
  public Alarms alarms() {
    return this;
  }

  @Override
  public void raise(String key, Severity severity, @Nullable StationId station, String text) {
    if (key.length() > MAX_KEY) {
      throw new IllegalArgumentException("An alarm's key has at most 100 characters");
    }
    String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    services.raise(host.id(), key, severity, station, cut);
  }

  @Override
  public void clear(String key) {
    services.clear(host.id(), key);
  }

  @Override
  public Executor executor() {
    return host.executor();
  }

  @Override
  public Timers timers() {
    return host.timers();
  }

  @Override
  public void count(String name, long increment) {
    host.count(name, increment);
  }

  @Override
  public Path folder() {
    return services.folder(host.id());
  }

  @Override
  public JsonView station(StationId station) {
    return host.shown(services.state(station));
  }

  @Override
  public JsonView server() {
    return services.server();
  }

  @Override
  public boolean supports(Feature feature) {
    return services.supports(feature);
  }
}
