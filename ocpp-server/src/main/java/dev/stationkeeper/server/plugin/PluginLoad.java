// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.spi.OcppHandler;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The classes of one plugin, as they were when they were read, and the handlers among them. Its
 * loader is closed when the last handler of it was given up and has ended. Thread-safe.
 */
final class PluginLoad implements AutoCloseable {
  private final String origin;
  private final PluginClasses classes;
  private final Set<PluginLoad> inUse;
  private final List<HandlerSpec> handlers = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<HandlerId> first = new ArrayList<>();
  private int claims;
  private int alive;
  private boolean closed;
  private Consumer<PluginLoad> onClose = load -> {};

  private PluginLoad(String origin, PluginClasses classes, Set<PluginLoad> inUse) {
    this.origin = origin;
    this.classes = classes;
    this.inUse = inUse;
  }

  /**
   * Reads a plugin from copies of its jars. Runs none of its code.
   *
   * @param inUse holds the load until it is closed
   * @throws RefusedException when it offers nothing
   */
  static PluginLoad read(
      PluginEntry entry,
      List<Path> jars,
      OpenClasses open,
      ClassLoader server,
      Map<String, Map<String, String>> settings,
      Set<PluginLoad> inUse)
      throws RefusedException, IOException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    PluginClasses classes = new PluginClasses(entry.shortName(), urls, open, server);
    PluginLoad load = new PluginLoad(entry.name(), classes, inUse);
    inUse.add(load);
    HandlerScan.run(classes, type -> load.take(type, settings), load::refuse);
    if (load.handlers.isEmpty()) {
      load.close();
      if (load.refusals.isEmpty()) {
        throw new RefusedException(
            "it offers no handler; name the handler's class in " + HandlerScan.SERVICES);
      }
    }
    return load;
  }

  private void take(Class<? extends OcppHandler> type, Map<String, Map<String, String>> settings)
      throws RefusedException {
    if (type.getClassLoader() != classes) {
      throw new RefusedException(
          "its service file names %s, which is not one of its own classes"
              .formatted(type.getName()));
    }
    HandlerSpec spec = HandlerDeclaration.read(type, settings);
    handlers.add(spec.withProvider(new LoadedProvider(spec.provider(), this)));
  }

  /** The class behind a handler of a load. */
  static String typeName(HandlerSpec spec) {
    return spec.provider() instanceof LoadedProvider(ClassProvider inner, PluginLoad _)
        ? inner.type().getName()
        : spec.id().name();
  }

  private void refuse(String reason) {
    refusals.add(new Refusal(origin, reason));
  }

  /** The name of the jar or folder. */
  String origin() {
    return origin;
  }

  List<HandlerSpec> handlers() {
    return handlers;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  Optional<HandlerSpec> handler(HandlerId id) {
    return handlers.stream().filter(spec -> spec.id().equals(id)).findFirst();
  }

  WeakReference<ClassLoader> loader() {
    return new WeakReference<>(classes);
  }

  /** Tells {@code told} when the loader was closed. */
  synchronized void whenClosed(Consumer<PluginLoad> told) {
    onClose = told;
  }

  /** One of its handlers is installed or about to be. */
  synchronized void claim() {
    claims++;
  }

  /** As {@link #claim}, for the handlers that are installed at the start. */
  synchronized void claim(HandlerId installed) {
    claims++;
    first.add(installed);
  }

  /** Its handlers that were claimed by name. */
  synchronized List<HandlerId> first() {
    return List.copyOf(first);
  }

  /** One of its handlers was given up. */
  void release() {
    synchronized (this) {
      claims--;
    }
    closeIfDone();
  }

  synchronized void begun() {
    alive++;
  }

  void ended() {
    synchronized (this) {
      alive = Math.max(0, alive - 1);
    }
    closeIfDone();
  }

  private void closeIfDone() {
    boolean done;
    synchronized (this) {
      done = claims == 0 && alive == 0;
    }
    if (done) {
      close();
    }
  }

  /** Closes the loader; a second time does nothing. */
  @Override
  public void close() {
    Consumer<PluginLoad> told;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      told = onClose;
    }
    inUse.remove(this);
    Handlers.closeOne(classes);
    told.accept(this);
  }
}
