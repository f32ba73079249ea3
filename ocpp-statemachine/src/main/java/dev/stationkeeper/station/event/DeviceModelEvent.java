// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station says of its variables, its configuration keys and its monitors. */
public sealed interface DeviceModelEvent extends BlockEvent {
  /**
   * Variables or configuration keys became known, by a report or by the answer to a command.
   *
   * @param source the action that told them, for example {@code NotifyReport}
   * @param requestId of the report; null where there is none
   */
  record VariablesReported(
      String source, @Nullable Integer requestId, List<VariableReading> variables)
      implements DeviceModelEvent {
    public VariablesReported {
      variables = List.copyOf(variables);
    }
  }

  /** Monitors became known (N02). */
  record MonitorsReported(String source, @Nullable Integer requestId, List<MonitorReading> monitors)
      implements DeviceModelEvent {
    public MonitorsReported {
      monitors = List.copyOf(monitors);
    }
  }

  /** Monitors are gone: the station cleared them on our command (N06). */
  record MonitorsCleared(List<Integer> monitors) implements DeviceModelEvent {
    public MonitorsCleared {
      monitors = List.copyOf(monitors);
    }
  }
}
