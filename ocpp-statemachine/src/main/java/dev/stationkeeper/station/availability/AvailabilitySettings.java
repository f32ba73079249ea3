// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.availability;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.AvailabilityEvent.AvailabilityChanged;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators have set, each level on its own: a connector that was set Inoperative stays so
 * when its EVSE is set Operative again (G03.FR.06 to 08). No reboot changes it.
 *
 * @param all oldest first
 */
public record AvailabilitySettings(List<Setting> all) implements Part {
  /** One more place than this, and the oldest setting is forgotten. */
  static final int LIMIT = 64;

  static final AvailabilitySettings NONE = new AvailabilitySettings(List.of());

  public AvailabilitySettings {
    all = List.copyOf(all);
  }

  /**
   * What was set for one place.
   *
   * @param evse null for the station, and under 1.6
   * @param connector null for the whole EVSE or station
   */
  public record Setting(@Nullable Integer evse, @Nullable Integer connector, boolean operative) {
    boolean isAt(@Nullable Integer someEvse, @Nullable Integer someConnector) {
      return Objects.equals(evse, someEvse) && Objects.equals(connector, someConnector);
    }
  }

  /** What was set for exactly that place; empty when nobody has set anything. */
  public Optional<Setting> find(@Nullable Integer evse, @Nullable Integer connector) {
    return all.stream().filter(setting -> setting.isAt(evse, connector)).findFirst();
  }

  @Override
  public AvailabilitySettings after(StationEvent event, Instant at) {
    if (!(event instanceof AvailabilityChanged changed)) {
      return this;
    }
    Setting setting = new Setting(changed.evse(), changed.connector(), changed.operative());
    List<Setting> next =
        Stream.concat(
                all.stream().filter(old -> !old.isAt(changed.evse(), changed.connector())),
                Stream.of(setting))
            .toList();
    return new AvailabilitySettings(next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }
}
