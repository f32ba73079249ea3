// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.ConfigurationChanged;
import dev.stationkeeper.server.log.SystemPart;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The settings that are on record, as the last start had them; secrets masked. Thread-safe. */
public final class SettingTable implements SystemPart {
  private final Map<String, ConfigurationChanged> changes = new TreeMap<>();

  /** Without settings. */
  public SettingTable() {}

  @Override
  public Set<String> types() {
    return Set.of("ConfigurationChanged");
  }

  @Override
  public synchronized void apply(SystemEvent event, Instant at) {
    if (event instanceof ConfigurationChanged changed) {
      changes.put(changed.key(), changed);
    }
  }

  @Override
  public synchronized void condensed(BiConsumer<SystemEvent, Instant> to) {
    changes
        .values()
        .forEach(
            changed ->
                to.accept(
                    new ConfigurationChanged(changed.key(), null, changed.after()), Instant.EPOCH));
  }

  /** True when a setting was ever on record. */
  public synchronized boolean isTold(String key) {
    return changes.containsKey(key);
  }

  /** Its value; null for none, also for one that was never on record. */
  public synchronized @Nullable String value(String key) {
    ConfigurationChanged changed = changes.get(key);
    return changed == null ? null : changed.after();
  }
}
