// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Stations;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Notes what the gateway tells, one line each. */
final class RecordingStations implements Stations {
  final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicLong last = new AtomicLong();

  @Override
  public long opened(
      StationId station, OcppVersion version, String remoteAddress, int securityProfile) {
    long number = last.incrementAndGet();
    told.add("opened " + station + " " + number + " " + version);
    return number;
  }

  @Override
  public void received(StationId station, long connection, String text) {
    told.add("received " + station + " " + connection + " " + text);
  }

  @Override
  public void closed(StationId station, long connection, int code, String reason) {
    told.add("closed " + station + " " + connection + " " + code);
  }
}
