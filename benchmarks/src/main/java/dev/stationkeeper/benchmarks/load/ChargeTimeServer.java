// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import eu.chargetime.ocpp.JSONConfiguration;
import eu.chargetime.ocpp.JSONServer;
import eu.chargetime.ocpp.ServerEvents;
import eu.chargetime.ocpp.feature.profile.ServerCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ServerCoreProfile;
import eu.chargetime.ocpp.model.SessionInformation;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.AuthorizeRequest;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationRequest;
import eu.chargetime.ocpp.model.core.DataTransferConfirmation;
import eu.chargetime.ocpp.model.core.DataTransferRequest;
import eu.chargetime.ocpp.model.core.DataTransferStatus;
import eu.chargetime.ocpp.model.core.HeartbeatConfirmation;
import eu.chargetime.ocpp.model.core.HeartbeatRequest;
import eu.chargetime.ocpp.model.core.IdTagInfo;
import eu.chargetime.ocpp.model.core.MeterValuesConfirmation;
import eu.chargetime.ocpp.model.core.MeterValuesRequest;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StartTransactionRequest;
import eu.chargetime.ocpp.model.core.StatusNotificationConfirmation;
import eu.chargetime.ocpp.model.core.StatusNotificationRequest;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionRequest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A management system on ChargeTime's library that keeps running transactions in memory: {@code
 * PORT [tuned]}. Tuned: TCP_NODELAY and one worker per processor, what its documentation offers.
 */
public final class ChargeTimeServer implements ServerCoreEventHandler, ServerEvents {
  private final AtomicInteger nextTransaction = new AtomicInteger();
  private final Map<Integer, AtomicInteger> meterValues = new ConcurrentHashMap<>();

  private ChargeTimeServer() {}

  /** Serves until the process ends. */
  public static void main(String[] arguments) throws InterruptedException {
    ChargeTimeServer server = new ChargeTimeServer();
    JSONConfiguration configuration = JSONConfiguration.get();
    if (arguments.length > 1 && arguments[1].equals("tuned")) {
      configuration
          .setParameter(JSONConfiguration.TCP_NO_DELAY_PARAMETER, true)
          .setParameter(
              JSONConfiguration.WEBSOCKET_WORKER_COUNT, Runtime.getRuntime().availableProcessors());
    }
    new JSONServer(new ServerCoreProfile(server), configuration)
        .open("127.0.0.1", Integer.parseInt(arguments[0]), server);
    new CountDownLatch(1).await();
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  @Override
  public AuthorizeConfirmation handleAuthorizeRequest(UUID session, AuthorizeRequest request) {
    return new AuthorizeConfirmation(new IdTagInfo(AuthorizationStatus.Accepted));
  }

  @Override
  public BootNotificationConfirmation handleBootNotificationRequest(
      UUID session, BootNotificationRequest request) {
    return new BootNotificationConfirmation(now(), 3600, RegistrationStatus.Accepted);
  }

  @Override
  public DataTransferConfirmation handleDataTransferRequest(
      UUID session, DataTransferRequest request) {
    return new DataTransferConfirmation(DataTransferStatus.UnknownVendorId);
  }

  @Override
  public HeartbeatConfirmation handleHeartbeatRequest(UUID session, HeartbeatRequest request) {
    return new HeartbeatConfirmation(now());
  }

  @Override
  public MeterValuesConfirmation handleMeterValuesRequest(
      UUID session, MeterValuesRequest request) {
    AtomicInteger count = meterValues.get(request.getTransactionId());
    if (count != null) {
      count.incrementAndGet();
    }
    return new MeterValuesConfirmation();
  }

  @Override
  public StartTransactionConfirmation handleStartTransactionRequest(
      UUID session, StartTransactionRequest request) {
    int transaction = nextTransaction.incrementAndGet();
    meterValues.put(transaction, new AtomicInteger());
    return new StartTransactionConfirmation(
        new IdTagInfo(AuthorizationStatus.Accepted), transaction);
  }

  @Override
  public StatusNotificationConfirmation handleStatusNotificationRequest(
      UUID session, StatusNotificationRequest request) {
    return new StatusNotificationConfirmation();
  }

  @Override
  public StopTransactionConfirmation handleStopTransactionRequest(
      UUID session, StopTransactionRequest request) {
    meterValues.remove(request.getTransactionId());
    return new StopTransactionConfirmation();
  }

  @Override
  public void authenticateSession(
      SessionInformation information, String username, byte[] password) {}

  @Override
  public void newSession(UUID session, SessionInformation information) {}

  @Override
  public void lostSession(UUID session) {}
}
