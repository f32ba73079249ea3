// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A plugins directory beside a folder of copies; ends what was loaded from it. */
final class PluginFolder implements AutoCloseable {
  private final Path root;
  private final List<Handlers> loads = new ArrayList<>();

  PluginFolder(Path root) {
    this.root = root;
  }

  Path plugin(String name) {
    return plugins().resolve(name);
  }

  Path plugins() {
    return root.resolve("plugins");
  }

  Path copies() {
    return root.resolve("data").resolve("plugins-loaded");
  }

  Handlers load() throws IOException {
    return load(Map.of());
  }

  Handlers load(Map<String, Map<String, String>> settings) throws IOException {
    Handlers loaded =
        PluginLoader.load(PluginFolder.class.getClassLoader(), plugins(), copies(), settings);
    loads.add(loaded);
    return loaded;
  }

  /** The handlers that are not on the tests' own class path. */
  static List<HandlerSpec> plugged(Handlers loaded) {
    return loaded.handlers().stream()
        .filter(spec -> !spec.provider().loader().equals(PluginFolder.class.getClassLoader()))
        .toList();
  }

  /** The only plugin's only handler. */
  HandlerSpec only() throws IOException {
    Handlers loaded = load();
    List<HandlerSpec> plugged = plugged(loaded);
    if (plugged.size() != 1 || !loaded.refusals().isEmpty()) {
      throw new AssertionError(loaded.toString());
    }
    return plugged.getFirst();
  }

  /** The only refusal. */
  Refusal refusal() throws IOException {
    List<Refusal> refusals = load().refusals();
    if (refusals.size() != 1) {
      throw new AssertionError(refusals.toString());
    }
    return refusals.getFirst();
  }

  /** What the handler's {@code get()} gives. */
  static String ask(HandlerSpec spec) throws Exception {
    return String.valueOf(((Supplier<?>) spec.provider().create()).get());
  }

  @Override
  public void close() {
    loads.forEach(Handlers::close);
  }
}
