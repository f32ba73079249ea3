// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the blocks keep of a station, each its own {@link Part}.
 *
 * @param all by simple name
 */
@JsonDeserialize(using = PartsReader.class)
public record Parts(@JsonValue Map<String, Part> all) {
  /** Of a station of which nothing has happened yet. */
  static final Parts INITIAL = new Parts(Blocks.parts());

  public Parts {
    all = Map.copyOf(all);
  }

  /**
   * The part of that class.
   *
   * @throws IllegalArgumentException when no block keeps such a part
   */
  public <P extends Part> P get(Class<P> type) {
    Part part = all.get(type.getSimpleName());
    if (!type.isInstance(part)) {
      throw new IllegalArgumentException("No block keeps a " + type.getSimpleName());
    }
    return type.cast(part);
  }

  @SuppressWarnings("ReferenceEquality") // a part that an event does not concern gives itself
  Parts after(StationEvent event, Instant at) {
    Map<String, Part> changed = null;
    for (Map.Entry<String, Part> entry : all.entrySet()) {
      Part next = entry.getValue().after(event, at);
      if (next != entry.getValue()) {
        changed = put(changed, entry.getKey(), next);
      }
    }
    return changed == null ? this : new Parts(changed);
  }

  private Map<String, Part> put(@Nullable Map<String, Part> into, String name, Part next) {
    Map<String, Part> map = into == null ? new HashMap<>(all) : into;
    map.put(name, next);
    return map;
  }
}
