// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import dev.stationkeeper.eventmanager.HandlerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the plugin that a handler is to be loaded from. */
final class Candidates {
  private final PluginDirectory directory;

  Candidates(PluginDirectory directory) {
    this.directory = directory;
  }

  /**
   * A fresh load of the plugin of that name, or, without a name, of the newest that has the
   * handler.
   *
   * @throws IllegalStateException when there is none that can be used, with the reason
   */
  PluginLoad find(HandlerId handler, @Nullable String jar) {
    try {
      List<PluginEntry> entries = new ArrayList<>(directory.entries());
      if (jar != null) {
        entries.removeIf(entry -> !entry.name().equals(jar));
        if (entries.isEmpty()) {
          throw new IllegalStateException(
              "There is no " + jar + " in the plugins directory; copy it there first");
        }
      }
      entries.sort(Comparator.comparing(PluginEntry::modified).reversed());
      return newest(handler, jar, entries);
    } catch (IOException e) {
      throw new UncheckedIOException("The plugins directory cannot be read", e);
    }
  }

  private PluginLoad newest(HandlerId handler, @Nullable String jar, List<PluginEntry> entries) {
    List<String> refused = new ArrayList<>();
    for (PluginEntry entry : entries) {
      try {
        PluginLoad load = directory.read(entry);
        if (load.handler(handler).isPresent()) {
          return load;
        }
        load.refusals().forEach(refusal -> refused.add(refusal.toString()));
        load.close();
      } catch (RefusedException e) {
        refused.add(new Refusal(entry.name(), e.reason()).toString());
      }
    }
    throw new IllegalStateException(
        "%s holds no handler '%s'%s"
            .formatted(
                jar == null ? "The plugins directory" : jar,
                handler,
                refused.isEmpty() ? "" : ": " + String.join("; ", refused)));
  }
}
