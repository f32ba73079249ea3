// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.chargetime.ocpp.ClientEvents;
import eu.chargetime.ocpp.JSONClient;
import eu.chargetime.ocpp.feature.profile.ClientCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ClientCoreProfile;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.ChargePointErrorCode;
import eu.chargetime.ocpp.model.core.ChargePointStatus;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** Somebody else's 1.6 client, from Maven Central, charges against our server. */
class ForeignClientSystemTest {
  @TempDir Path home;

  @Test
  void chargeTimesClientChargesFromBootToStop() throws Exception {
    try (ServerProcess server = ServerProcess.start(home)) {
      server.api().addToken("DRIVER1");
      ClientCoreProfile core = new ClientCoreProfile(Mockito.mock(ClientCoreEventHandler.class));
      JSONClient client = new JSONClient(core, "FOREIGN16");
      CompletableFuture<Boolean> opened = new CompletableFuture<>();
      // The client puts its own id behind the URL.
      client.connect(server.ocppBase(), events(opened));
      opened.get(15, TimeUnit.SECONDS);
      try {
        var boot =
            (BootNotificationConfirmation)
                answer(client, core.createBootNotificationRequest("ChargeTime", "Library"));
        assertEquals(RegistrationStatus.Accepted, boot.getStatus());
        answer(
            client,
            core.createStatusNotificationRequest(
                1, ChargePointErrorCode.NoError, ChargePointStatus.Preparing));
        answer(client, core.createHeartbeatRequest());
        var authorize =
            (AuthorizeConfirmation) answer(client, core.createAuthorizeRequest("DRIVER1"));
        assertEquals(AuthorizationStatus.Accepted, authorize.getIdTagInfo().getStatus());
        var started =
            (StartTransactionConfirmation)
                answer(
                    client,
                    core.createStartTransactionRequest(
                        1, "DRIVER1", 100, ZonedDateTime.now(ZoneOffset.UTC)));
        assertTrue(started.getTransactionId() > 0);
        answer(client, core.createMeterValuesRequest(1, ZonedDateTime.now(ZoneOffset.UTC), "150"));
        answer(
            client,
            core.createStopTransactionRequest(
                900, ZonedDateTime.now(ZoneOffset.UTC), started.getTransactionId()));
      } finally {
        client.disconnect();
      }
      var shown =
          ReadModels.onlyTransaction(server.api(), "FOREIGN16", t -> !t.get("active").asBoolean());
      assertEquals(900, shown.get("meterStop").asLong());
    }
  }

  private static ClientEvents events(CompletableFuture<Boolean> opened) {
    return new ClientEvents() {
      @Override
      public void connectionOpened() {
        opened.complete(true);
      }

      @Override
      public void connectionClosed() {
        opened.completeExceptionally(new IllegalStateException("refused or closed"));
      }
    };
  }

  private static Object answer(JSONClient client, eu.chargetime.ocpp.model.Request request)
      throws Exception {
    return client.send(request).toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
