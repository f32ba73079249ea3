// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds handlers on the class path and in the plugins directory. Runs none of their code. What
 * cannot be used costs a {@link Refusal} and nothing else. One load; not thread-safe.
 */
public final class PluginLoader {
  /** The origin of handlers that are no plugins. */
  static final String CLASS_PATH = "class path";

  private final ClassLoader server;
  private final PluginDirectory directory;
  private final List<HandlerSpec> found = new ArrayList<>();
  private final Map<HandlerId, String> places = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<PluginLoad> loads = new ArrayList<>();

  private PluginLoader(ClassLoader server, PluginDirectory directory) {
    this.server = server;
    this.directory = directory;
  }

  /**
   * Loads what there is.
   *
   * @param server the loader of the SPI and of handlers on the class path
   * @param plugins holds a jar or a folder of jars for each plugin; need not exist
   * @param copies a folder of the server's own, emptied first, that the plugins are loaded from
   * @param settings of each handler, by its name
   * @throws IOException when the directory cannot be listed or {@code copies} not be written
   */
  public static Handlers load(
      ClassLoader server, Path plugins, Path copies, Map<String, Map<String, String>> settings)
      throws IOException {
    PluginDirectory directory = new PluginDirectory(server, plugins, copies, settings);
    PluginLoader load = new PluginLoader(server, directory);
    load.classPath();
    for (PluginEntry entry : directory.entries()) {
      load.plugin(entry);
    }
    return new Handlers(load.found, load.refusals, load.loads, directory);
  }

  /**
   * Loads one plugin and nothing else.
   *
   * @param plugin a jar, or a folder of jars
   * @param copies as for {@link #load}
   * @throws IOException when {@code copies} cannot be written
   */
  public static Handlers loadOnly(
      ClassLoader server, Path plugin, Path copies, Map<String, Map<String, String>> settings)
      throws IOException {
    Path nowhere = copies.resolveSibling(copies.getFileName() + "-none");
    PluginDirectory directory = new PluginDirectory(server, nowhere, copies, settings);
    PluginLoader load = new PluginLoader(server, directory);
    load.plugin(new PluginEntry(plugin.toAbsolutePath().normalize()));
    return new Handlers(load.found, load.refusals, load.loads, directory);
  }

  private void classPath() {
    HandlerScan.run(
        server,
        type ->
            take(CLASS_PATH, type.getName(), HandlerDeclaration.read(type, directory.settings())),
        reason -> refuse(CLASS_PATH, reason));
  }

  private void plugin(PluginEntry entry) {
    PluginLoad load;
    try {
      load = directory.read(entry);
    } catch (RefusedException e) {
      refuse(entry.name(), e.reason());
      return;
    }
    refusals.addAll(load.refusals());
    boolean used = false;
    for (HandlerSpec spec : load.handlers()) {
      try {
        take(entry.name(), PluginLoad.typeName(spec), spec);
        load.claim(spec.id());
        used = true;
      } catch (RefusedException e) {
        refuse(entry.name(), e.reason());
      }
    }
    if (used) {
      loads.add(load);
    } else {
      load.close();
    }
  }

  private void take(String origin, String type, HandlerSpec spec) throws RefusedException {
    String where = "%s (%s)".formatted(type, origin);
    String first = places.putIfAbsent(spec.id(), where);
    if (first != null) {
      throw new RefusedException(
          "%s has the id '%s', which %s has already; remove one of them or give it another id"
              .formatted(where, spec.id(), first));
    }
    found.add(spec);
  }

  private void refuse(String origin, String reason) {
    refusals.add(new Refusal(origin, reason));
  }
}
