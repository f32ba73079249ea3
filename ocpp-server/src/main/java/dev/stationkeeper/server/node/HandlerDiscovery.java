// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.plugin.Handlers;
import dev.stationkeeper.server.plugin.PluginLoader;
import dev.stationkeeper.server.plugin.Refusal;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a node's handlers; what is refused is said in the log and counted. */
final class HandlerDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerDiscovery.class);

  private HandlerDiscovery() {}

  static Handlers find(NodeSettings settings, NodeCounters counters) throws IOException {
    Handlers found =
        PluginLoader.load(
            HandlerDiscovery.class.getClassLoader(),
            settings.plugins(),
            settings.data().resolve("plugins-loaded"),
            settings.handlers());
    for (Refusal refusal : found.refusals()) {
      LOG.error("{}", refusal);
      counters.count("handler_refused");
    }
    return found;
  }
}
