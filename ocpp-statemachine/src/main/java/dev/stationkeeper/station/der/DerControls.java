// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.der;

import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.event.DerControlEvent.DerControlInstalled;
import dev.stationkeeper.station.event.DerControlEvent.DerControlSwitched;
import dev.stationkeeper.station.event.DerControlEvent.DerControlsCleared;
import dev.stationkeeper.station.event.StationEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The controls that a 2.1 station is known to have. The lower priority number wins; who loses is
 * kept and superseded, and a scheduled one that is over is gone.
 *
 * @param all oldest first
 */
public record DerControls(List<Control> all) implements Part {
  /** One more control than this, and the oldest is forgotten; the station keeps it. */
  static final int LIMIT = 64;

  static final DerControls NONE = new DerControls(List.of());

  public DerControls {
    all = List.copyOf(all);
  }

  /** Where a control stands. */
  public enum Standing {
    /** It waits for its time; a default control always is in this one. */
    INSTALLED,
    /** The station has told that it began. */
    ACTIVE,
    /** It waits behind another one. */
    SUPERSEDED
  }

  /** A control. */
  public record Control(
      String id, String type, boolean isDefault, int priority, Standing standing) {
    Control standing(Standing next) {
      return new Control(id, type, isDefault, priority, next);
    }
  }

  @Override
  public DerControls after(StationEvent event, Instant at) {
    return switch (event) {
      case DerControlInstalled e ->
          superseded(e.superseded())
              .with(
                  new Control(
                      e.controlId(),
                      e.controlType(),
                      e.isDefault(),
                      e.priority(),
                      Standing.INSTALLED));
      case DerControlsCleared e -> without(e.controlIds());
      case DerControlSwitched e when e.started() ->
          superseded(e.superseded()).standing(List.of(e.controlId()), Standing.ACTIVE);
      case DerControlSwitched e -> without(List.of(e.controlId()));
      default -> this;
    };
  }

  private DerControls with(Control control) {
    List<Control> next =
        Stream.concat(
                all.stream().filter(known -> !known.id().equals(control.id())), Stream.of(control))
            .toList();
    return new DerControls(next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }

  private DerControls without(List<String> ids) {
    return new DerControls(all.stream().filter(known -> !ids.contains(known.id())).toList());
  }

  private DerControls superseded(List<String> ids) {
    return standing(ids, Standing.SUPERSEDED);
  }

  private DerControls standing(List<String> ids, Standing standing) {
    return new DerControls(
        all.stream()
            .map(known -> ids.contains(known.id()) ? known.standing(standing) : known)
            .toList());
  }
}
