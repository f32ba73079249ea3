// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.der;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.InboundCall;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Service;
import dev.stationkeeper.station.Times;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.der.DerControls.Control;
import dev.stationkeeper.station.event.DerControlEvent.DerAlarmRaised;
import dev.stationkeeper.station.event.DerControlEvent.DerControlInstalled;
import dev.stationkeeper.station.event.DerControlEvent.DerControlSwitched;
import dev.stationkeeper.station.event.DerControlEvent.DerControlsCleared;
import java.util.List;

/** What a station tells of its controls, by itself and in its answers. */
final class DerNotices {
  private static final String ID = "controlId";
  private static final String TYPE = "controlType";

  private DerNotices() {}

  /** A scheduled control began or ended (R04.FR.20 to 22). */
  static final class StartStop implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView notice = call.payload();
      turn.record(
          new DerControlSwitched(
              notice.string(ID).orElse(""),
              notice.bool("started").orElse(false),
              Times.read(notice, "timestamp").orElse(call.receivedAt()),
              notice.strings("supersededIds")));
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  /** A fault of the grid (R05). */
  static final class Alarm implements Service {
    @Override
    public Outcome serve(Turn turn, InboundCall call) {
      JsonView alarm = call.payload();
      turn.record(
          new DerAlarmRaised(
              alarm.string(TYPE).orElse(""),
              alarm.string("gridEventFault").orElse(null),
              alarm.bool("alarmEnded").orElse(false),
              Times.read(alarm, "timestamp").orElse(call.receivedAt())));
      turn.reply(call, JsonView.EMPTY);
      return Outcome.ANSWERED;
    }
  }

  static void commandEnded(Turn turn, Occasion.CommandEnded ended) {
    JsonView wanted = ended.command().payload();
    String action = ended.command().action().name();
    if (action.equals("SetDERControl") && ended.status() == CommandStatus.ACCEPTED) {
      turn.record(installed(wanted, ended.response().strings("supersededIds")));
    } else if (action.equals("ClearDERControl") && isGone(ended)) {
      cleared(turn, wanted);
    }
  }

  private static DerControlInstalled installed(JsonView wanted, List<String> superseded) {
    String member = DerRules.member(wanted);
    return new DerControlInstalled(
        wanted.string(ID).orElse(""),
        wanted.string(TYPE).orElse(""),
        wanted.bool("isDefault").orElse(false),
        (int) wanted.number(member, "priority").orElse(0),
        Times.read(wanted, member, "startTime").orElse(null),
        superseded);
  }

  private static boolean isGone(Occasion.CommandEnded ended) {
    return ended.status() == CommandStatus.ACCEPTED
        || ended.response().string("status").orElse("").equals("NotFound");
  }

  private static void cleared(Turn turn, JsonView wanted) {
    boolean defaults = wanted.bool("isDefault").orElse(false);
    List<String> gone =
        turn.state().parts().get(DerControls.class).all().stream()
            .filter(known -> known.isDefault() == defaults)
            .filter(known -> wanted.string(ID).map(known.id()::equals).orElse(true))
            .filter(known -> wanted.string(TYPE).map(known.type()::equals).orElse(true))
            .map(Control::id)
            .toList();
    if (!gone.isEmpty()) {
      turn.record(new DerControlsCleared(gone));
    }
  }
}
