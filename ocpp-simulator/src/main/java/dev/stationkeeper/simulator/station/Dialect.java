// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.station;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** How one OCPP version says what happens at a station. Stateless but for the variables. */
interface Dialect {
  Variables variables();

  JsonView boot(Station station, String reason);

  JsonView authorize(String idToken);

  /** The status a connector has in the words of this version. */
  String status(Connector connector);

  JsonView statusNotification(Connector connector, Instant at);

  /** Whether connector 0 is reported, too. */
  boolean reportsStation();

  /** The authorisation status in an answer to Authorize or a transaction message. */
  String authorization(JsonView answer);

  /** Whether a transaction ends when the CSMS does not accept its token. */
  boolean stopsOnInvalidId();

  void started(
      Station station, Connector connector, ChargingSession session, Consumer<CallOutcome> done);

  /** Meter values while charging. */
  void metered(Station station, Connector connector, ChargingSession session);

  void ended(
      Station station,
      Connector connector,
      ChargingSession session,
      StopCause cause,
      Consumer<CallOutcome> done);

  Duration heartbeatInterval();

  void heartbeatInterval(int seconds);

  Duration meterInterval(StationSettings settings);

  /** How long a driver may take from authorisation to cable. */
  Duration connectionTimeout();

  int transactionAttempts();

  Duration transactionRetry();

  /** The answer to a CALL of the CSMS; a refusal with NotImplemented for what is not known. */
  Answer answer(Station station, String action, JsonView payload);
}
