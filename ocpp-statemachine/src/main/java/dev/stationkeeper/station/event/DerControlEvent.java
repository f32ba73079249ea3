// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Controls of distributed energy resources that a station has (2.1, block R). */
public sealed interface DerControlEvent extends BlockEvent {
  /**
   * The station took a control; {@code superseded} are those that wait behind it from now on.
   *
   * @param isDefault true for one that holds whenever no scheduled one does
   * @param priority the lower number wins
   * @param startTime null when it holds at once, or always
   */
  record DerControlInstalled(
      String controlId,
      String controlType,
      boolean isDefault,
      int priority,
      @Nullable Instant startTime,
      List<String> superseded)
      implements DerControlEvent {
    public DerControlInstalled {
      superseded = List.copyOf(superseded);
    }
  }

  /** The station has these controls no longer. */
  record DerControlsCleared(List<String> controlIds) implements DerControlEvent {
    public DerControlsCleared {
      controlIds = List.copyOf(controlIds);
    }
  }

  /** A scheduled control began or ended (R04.FR.20); {@code superseded} wait behind it. */
  record DerControlSwitched(String controlId, boolean started, Instant at, List<String> superseded)
      implements DerControlEvent {
    public DerControlSwitched {
      superseded = List.copyOf(superseded);
    }
  }

  /** The grid is out of what a control allows, or is back (R05). */
  record DerAlarmRaised(
      String controlType, @Nullable String gridEventFault, boolean ended, Instant at)
      implements DerControlEvent {}
}
