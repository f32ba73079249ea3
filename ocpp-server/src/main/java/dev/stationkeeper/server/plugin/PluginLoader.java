// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.spi.OcppHandler;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
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
  private final OpenClasses open;
  private final Map<String, Map<String, String>> settings;
  private final List<HandlerSpec> found = new ArrayList<>();
  private final Map<HandlerId, String> places = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<URLClassLoader> loaders = new ArrayList<>();

  private PluginLoader(ClassLoader server, Map<String, Map<String, String>> settings) {
    this.server = server;
    this.open = new OpenClasses(server);
    this.settings = settings;
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
    PluginLoader load = new PluginLoader(server, settings);
    load.classPath();
    load.directory(plugins, copies);
    return new Handlers(load.found, load.refusals, load.loaders);
  }

  private void classPath() {
    HandlerScan.run(server, type -> take(CLASS_PATH, type), reason -> refuse(CLASS_PATH, reason));
  }

  private void directory(Path plugins, Path copies) throws IOException {
    if (Files.exists(plugins) && !Files.isDirectory(plugins)) {
      throw new IOException("The plugins directory " + plugins + " is not a directory");
    }
    PluginCopies own = PluginCopies.in(copies, plugins);
    for (PluginEntry entry : PluginEntry.in(plugins)) {
      try {
        plugin(entry, own.copy(entry));
      } catch (RefusedException e) {
        refuse(entry.name(), e.reason());
      } catch (IOException e) {
        refuse(
            entry.name(),
            "it cannot be read or copied (%s); see that the server's user may read it"
                .formatted(e));
      }
    }
  }

  private void plugin(PluginEntry entry, List<Path> jars) throws RefusedException, IOException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    PluginClasses classes = new PluginClasses(entry.shortName(), urls, open, server);
    int handlersBefore = found.size();
    int refusalsBefore = refusals.size();
    try {
      HandlerScan.run(
          classes,
          type -> takeOwn(entry.name(), type, classes),
          reason -> refuse(entry.name(), reason));
      if (found.size() == handlersBefore && refusals.size() == refusalsBefore) {
        throw new RefusedException(
            "it offers no handler; name the handler's class in " + HandlerScan.SERVICES);
      }
    } finally {
      if (found.size() == handlersBefore) {
        Handlers.closeOne(classes);
      } else {
        loaders.add(classes);
      }
    }
  }

  private void takeOwn(String origin, Class<? extends OcppHandler> type, PluginClasses own)
      throws RefusedException {
    if (type.getClassLoader() != own) {
      throw new RefusedException(
          "its service file names %s, which is not one of its own classes"
              .formatted(type.getName()));
    }
    take(origin, type);
  }

  private void take(String origin, Class<? extends OcppHandler> type) throws RefusedException {
    HandlerSpec spec = HandlerDeclaration.read(type, settings);
    String where = "%s (%s)".formatted(type.getName(), origin);
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
