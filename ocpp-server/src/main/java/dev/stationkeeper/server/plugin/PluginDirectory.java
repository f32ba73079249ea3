// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plugins directory: what lies in it, what of it was read and how it looked then. Thread-safe.
 */
final class PluginDirectory {
  private final ClassLoader server;
  private final OpenClasses open;
  private final Path place;
  private final PluginCopies copies;
  private final Map<String, Map<String, String>> settings;
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  /** What was read and not closed since: nothing else may hold a load that was given up. */
  private final Set<PluginLoad> inUse = ConcurrentHashMap.newKeySet();

  /**
   * @param copies emptied first
   * @throws IOException when the directory is none or {@code copies} cannot be written
   */
  PluginDirectory(
      ClassLoader server, Path place, Path copies, Map<String, Map<String, String>> settings)
      throws IOException {
    if (Files.exists(place) && !Files.isDirectory(place)) {
      throw new IOException("The plugins directory " + place + " is not a directory");
    }
    this.server = server;
    this.open = new OpenClasses(server);
    this.place = place;
    this.copies = PluginCopies.in(copies, place);
    this.settings = settings;
  }

  Map<String, Map<String, String>> settings() {
    return settings;
  }

  /** Closes every load that is open. */
  void closeAll() {
    List.copyOf(inUse).forEach(PluginLoad::close);
  }

  List<PluginEntry> entries() throws IOException {
    return PluginEntry.in(place);
  }

  /** Those that are new, or look otherwise than when they were read last. */
  List<PluginEntry> changed() throws IOException {
    return entries().stream()
        .filter(entry -> !entry.look().equals(seen.get(entry.name())))
        .toList();
  }

  /** How everything looks: the same text means that nothing has changed. */
  String look() throws IOException {
    StringBuilder all = new StringBuilder();
    for (PluginEntry entry : entries()) {
      all.append(entry.name()).append(entry.look()).append('\n');
    }
    return all.toString();
  }

  /** Copies and reads a plugin. */
  PluginLoad read(PluginEntry entry) throws RefusedException {
    seen.put(entry.name(), entry.look());
    try {
      return PluginLoad.read(entry, copies.copy(entry), open, server, settings, inUse);
    } catch (IOException e) {
      throw new RefusedException(
          "it cannot be read or copied (%s); see that the server's user may read it".formatted(e),
          e);
    }
  }
}
