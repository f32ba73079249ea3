// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.world;

import java.util.ArrayList;
import java.util.List;

/** What goes on at a station's connectors, and what it says of it. */
final class Sessions {
  private final Kernel kernel;
  private final ModelStation station;
  private final List<Integer> running16 = new ArrayList<>();
  private int meter;
  private int transactions;
  private int seqNo;
  private boolean running2x;

  Sessions(Kernel kernel, ModelStation station) {
    this.kernel = kernel;
    this.station = station;
  }

  String now() {
    return kernel.instant().toString();
  }

  /** The server has named a transaction. */
  void started(int number) {
    running16.add(number);
  }

  void act() {
    switch (kernel.below(10)) {
      case 0 -> station.say("Heartbeat", "{}");
      case 1 ->
          station.say(
              "StatusNotification",
              Messages.status(
                  station.version(), now(), kernel.below(3), kernel.pick("Available", "Faulted")));
      case 2 ->
          station.say(
              "Authorize", Messages.authorize(station.version(), kernel.pick("T1", "t1", "T2")));
      case 3 -> station.say("DataTransfer", "{\"vendorId\":\"dev.example\",\"data\":\"x\"}");
      case 4 -> station.say("BootNotification", Messages.boot(station.version()));
      case 5 ->
          station.say(
              kernel.pick("FooBar", "SecurityEventNotification", "FirmwareStatusNotification"),
              kernel.pick(Messages.security(now()), "{\"status\":\"Idle\"}", "{\"status\":[]}"));
      case 6 -> {
        if (Messages.is16(station.version())) {
          station.say("DiagnosticsStatusNotification", "{\"status\":\"Idle\"}");
        } else {
          station.say("NotifyReport", Messages.report(now()));
        }
      }
      default -> charge();
    }
  }

  private void charge() {
    if (!Messages.is16(station.version())) {
      charge2x();
    } else if (running16.isEmpty() || kernel.percent(20)) {
      station.say(
          "StartTransaction", Messages.start16(1 + kernel.below(2), "T1", meter += 10, now()));
    } else if (kernel.percent(60)) {
      station.say("MeterValues", Messages.meter16(1, running16.getFirst(), now()));
    } else {
      int number = kernel.percent(10) ? -1 : running16.removeFirst();
      station.say("StopTransaction", Messages.stop16(number, meter += 10, now()));
    }
  }

  private void charge2x() {
    String id = "tx-" + station.id() + "-" + transactions;
    if (!running2x) {
      transactions++;
      seqNo = 0;
      running2x = true;
      id = "tx-" + station.id() + "-" + transactions;
      station.say("TransactionEvent", Messages.event2x("Started", id, seqNo++, now()));
    } else if (kernel.percent(70)) {
      seqNo += kernel.percent(10) ? 2 : 1;
      station.say("TransactionEvent", Messages.event2x("Updated", id, seqNo, now()));
    } else {
      running2x = false;
      station.say("TransactionEvent", Messages.event2x("Ended", id, ++seqNo, now()));
    }
  }
}
