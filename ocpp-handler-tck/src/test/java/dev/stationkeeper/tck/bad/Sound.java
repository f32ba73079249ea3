// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck.bad;

import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DataTransfer;
import dev.stationkeeper.spi.decision.DataTransferRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Keeps every rule; the bad ones override what they break. */
public abstract class Sound implements OcppHandler {
  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    int seen = restored.map(this::restore).orElse(0);
    return new DecisionHandler(station) {
      private int count = seen;

      @Override
      protected Authorization authorize(AuthorizationRequest request) throws Exception {
        count++;
        return judge(request.token().id());
      }

      @Override
      protected DataTransfer dataTransfer(DataTransferRequest request) throws Exception {
        return transfer(request);
      }

      @Override
      protected Answer other(Request request) {
        return Sound.this.other();
      }

      @Override
      public void onEvent(StationEvent event) {
        Sound.this.event(event);
      }

      @Override
      public Optional<Snapshot> onStop(StopCause cause) {
        return Optional.of(Snapshot.of(1, Integer.toString(count)));
      }
    };
  }

  int restore(Snapshot snapshot) {
    if (snapshot.schema() != 1) {
      throw new IllegalArgumentException("an unknown schema: " + snapshot.schema());
    }
    return Integer.parseInt(snapshot.text());
  }

  Authorization judge(String token) throws Exception {
    return token.equals("MEMBER-1") ? Authorization.accepted() : Authorization.unknown();
  }

  DataTransfer transfer(DataTransferRequest request) throws Exception {
    if (request.vendorId().equals("block")) {
      block();
    }
    return DataTransfer.unknownVendor();
  }

  void block() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  Answer other() {
    return Answer.pass();
  }

  void event(StationEvent event) {}
}
