// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerSpec;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that were found, with the loaders of those that are plugins. Close it after the
 * handlers have stopped: a class that was not needed until then cannot be loaded any more.
 *
 * @param handlers in the order of discovery: class path first, then plugins by name
 * @param refusals what was not taken, and why
 * @param loads of the plugins
 * @param directory that they came from
 */
public record Handlers(
    List<HandlerSpec> handlers,
    List<Refusal> refusals,
    List<PluginLoad> loads,
    PluginDirectory directory)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

  public Handlers {
    handlers = List.copyOf(handlers);
    refusals = List.copyOf(refusals);
    loads = List.copyOf(loads);
  }

  /** Closes the plugins' loaders. */
  @Override
  public void close() {
    directory.closeAll();
  }

  /** As {@link #close}, also of what was loaded since; keeps nothing of what is found here. */
  public AutoCloseable closing() {
    PluginDirectory all = directory;
    return all::closeAll;
  }

  static void closeOne(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      LOG.warn("The {} could not be closed", loader, e);
    }
  }
}
