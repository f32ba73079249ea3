// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerProvider;
import dev.stationkeeper.spi.OcppHandler;

/** A provider out of a plugin: keeps its classes while an object of theirs is in service. */
record LoadedProvider(HandlerProvider inner, PluginLoad load) implements HandlerProvider {
  @Override
  public OcppHandler create() throws Exception {
    load.begun();
    return inner.create();
  }

  @Override
  public void ended() {
    load.ended();
  }

  @Override
  public ClassLoader loader() {
    return inner.loader();
  }
}
