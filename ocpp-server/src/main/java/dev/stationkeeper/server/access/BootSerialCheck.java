// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.engine.Stations;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a station to the serial number in its certificate (B01.FR.11): one that says another in its
 * BootNotification is somebody else, and its connection is closed (B01.FR.12) before anything of
 * the message is known inside. It concerns stations of profile 3 whose certificate has a name of
 * its own; where it has the station's id, the handshake has compared that. Thread-safe; keeps one
 * entry for each such connection.
 */
public final class BootSerialCheck implements Stations {
  private static final int POLICY_VIOLATION = 1008;
  private static final String BOOT = "BootNotification";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> PLACES =
      List.of(
          "/3/chargingStation/serialNumber",
          "/3/chargePointSerialNumber",
          "/3/chargeBoxSerialNumber");

  private final Stations behind;
  private final StationGate gate;
  private final Closing closing;
  private final Map<StationId, Held> held = new ConcurrentHashMap<>();

  /** Passes everything on to {@code behind}. */
  public BootSerialCheck(Stations behind, StationGate gate, Closing closing) {
    this.behind = behind;
    this.gate = gate;
    this.closing = closing;
  }

  /** Closes a connection, and says why. */
  @FunctionalInterface
  public interface Closing {
    /** Does nothing when the connection is gone. */
    void close(StationId station, long connection, int code, String reason);
  }

  private record Held(long connection, String serialNumber, String remoteAddress) {}

  @Override
  public long opened(
      StationId station, OcppVersion version, String remoteAddress, int securityProfile) {
    long connection = behind.opened(station, version, remoteAddress, securityProfile);
    String serialNumber = securityProfile == 3 ? gate.serialNumberOf(station) : null;
    if (serialNumber == null) {
      held.remove(station);
    } else {
      held.put(station, new Held(connection, serialNumber, remoteAddress));
    }
    return connection;
  }

  @Override
  public void received(StationId station, long connection, String text) {
    Held to = held.get(station);
    if (to == null || to.connection() != connection || !isOther(text, to.serialNumber())) {
      behind.received(station, connection, text);
      return;
    }
    gate.otherSerialNumber(station, to.remoteAddress());
    closing.close(
        station, connection, POLICY_VIOLATION, "the serial number is not the certificate's");
  }

  /** What cannot be read is no matter of this check, and neither is a boot without the number. */
  private static boolean isOther(String text, String serialNumber) {
    if (!text.contains(BOOT)) {
      return false;
    }
    try {
      JsonNode frame = MAPPER.readTree(text);
      if (!frame.path(2).asText().equals(BOOT)) {
        return false;
      }
      List<String> told =
          PLACES.stream()
              .map(frame::at)
              .filter(JsonNode::isTextual)
              .map(JsonNode::textValue)
              .toList();
      return !told.isEmpty() && !told.contains(serialNumber);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  @Override
  public void closed(StationId station, long connection, int code, String reason) {
    held.computeIfPresent(station, (id, to) -> to.connection() == connection ? null : to);
    behind.closed(station, connection, code, reason);
  }
}
