// SPDX-License-Identifier: Apache-2.0
package com.example.frozen;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.ErrorCode;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.CommandResult;
import dev.stationkeeper.spi.Feature;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Severity;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import dev.stationkeeper.spi.StopCause;
import dev.stationkeeper.spi.Timers;
import dev.stationkeeper.spi.TokenRecord;
import dev.stationkeeper.spi.decision.Authorization;
import dev.stationkeeper.spi.decision.AuthorizationPurpose;
import dev.stationkeeper.spi.decision.AuthorizationRequest;
import dev.stationkeeper.spi.decision.DataTransfer;
import dev.stationkeeper.spi.decision.DataTransferRequest;
import dev.stationkeeper.spi.decision.DecisionHandler;
import dev.stationkeeper.spi.decision.Registration;
import dev.stationkeeper.spi.decision.RegistrationRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Links to as much of the SPI as one handler can. */
@OcppHandlerInfo(
    id = "frozen-everything",
    version = "1",
    spi = OcppHandlerInfo.SPI_VERSION,
    role = OcppHandlerInfo.RESPONDER,
    order = 7,
    versions = {"1.6", "2.0.1", "2.1"},
    actions = {"BootNotification", "Authorize", "DataTransfer", "SignCertificate"})
public final class FrozenEverything implements OcppHandler {
  private HandlerEnvironment server;

  @Override
  public void start(HandlerEnvironment environment) {
    server = environment;
    server.timers().after(Duration.ofHours(1), () -> server.count("hours", 1)).cancel();
    server.timers().every(Duration.ofHours(1), () -> {});
    server.executor().execute(() -> server.count("tasks", 1));
    server.logger().debug("{} at {}", server.handler(), server.clock().instant());
    server.alarms().clear("none");
    if (server.supports(Feature.ALARMS)
        && server.supports(Feature.COMMANDS)
        && server.supports(Feature.DEVICE_MODEL)
        && server.supports(Feature.DURABLE_CHECKPOINT)) {
      server.count(server.settings().getOrDefault("counter", "starts"), 1);
    }
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    int opened = 1 + restored.map(s -> s.schema() + s.bytes().length + s.text().length()).orElse(0);
    return new DecisionHandler(station) {
      private long seen = opened;

      @Override
      protected Registration registration(RegistrationRequest request) {
        String device =
            request.vendor()
                + request.model()
                + request.serialNumber().orElse("")
                + request.firmware().orElse("")
                + request.reason().orElse("");
        if (device.contains("Rejected")) {
          return Registration.rejected(Duration.ZERO);
        }
        return device.contains("Pending")
            ? Registration.pending(Duration.ofSeconds(5))
            : Registration.accepted(Duration.ofSeconds(300));
      }

      @Override
      protected Authorization authorize(AuthorizationRequest request) {
        if (!request.purpose().equals(AuthorizationPurpose.AUTHORIZE)
            || request.evse().isPresent()
            || request.connector().isPresent()
            || request.transactionId().isPresent()) {
          return Authorization.unknown();
        }
        return server
            .tokens()
            .find(request.token().id())
            .map(token -> Authorization.of(token, station.clock().instant()))
            .orElse(Authorization.expired())
            .withExpiry(request.request().deadline())
            .withGroup(TokenRecord.of("g", request.token().type(), "Accepted").id());
      }

      @Override
      protected DataTransfer dataTransfer(DataTransferRequest request) {
        seen++;
        station.checkpoint(Snapshot.of(1, Long.toString(seen)));
        return switch (request.data().orElse("")) {
          case "state" -> DataTransfer.accepted(station.state().text());
          case "model" -> DataTransfer.accepted(station.deviceModel().text());
          case "seen" -> DataTransfer.accepted(Long.toString(seen));
          case "version" -> DataTransfer.accepted(station.version().orElseThrow().number());
          case "alarm" -> {
            server.alarms().raise("k", Severity.WARNING, station.station(), "text");
            yield DataTransfer.accepted();
          }
          case "timer" -> {
            Timers.Timer timer =
                station.timers().after(Duration.ofMinutes(1), () -> station.count("ticks", 1));
            station.timers().every(Duration.ofDays(1), timer::cancel);
            yield DataTransfer.rejected();
          }
          case "nobody" -> DataTransfer.unknownMessage();
          default ->
              request.messageId().isPresent() ? DataTransfer.unknownVendor() : DataTransfer.pass();
        };
      }

      @Override
      protected Answer other(Request request) {
        if (!request.action().equals(Action.of("SignCertificate"))) {
          return Answer.error(ErrorCode.NOT_SUPPORTED, request.messageId().toString());
        }
        return Answer.later(
            station
                .send(Action.of("TriggerMessage"), JsonView.EMPTY, Duration.ofSeconds(30))
                .thenApply(
                    (CommandResult done) ->
                        Answer.reply(
                            JsonView.object()
                                .put("status", done.accepted() ? "Accepted" : "Rejected")
                                .build())));
      }

      @Override
      public void onEvent(StationEvent event) {
        if (!event.replayed() && event.sequence() > 0 && !event.type().isEmpty()) {
          seen++;
          station.logger().debug("{} {}", event.at(), event.payload());
        }
      }

      @Override
      public void onEventsLost(long count) {
        seen += count;
      }

      @Override
      public Optional<Snapshot> onStop(StopCause cause) {
        return cause.equals(StopCause.QUARANTINED)
            ? Optional.empty()
            : Optional.of(Snapshot.of(1, new byte[] {'1'}));
      }

      @Override
      public Map<String, String> status() {
        return Map.of("seen", Long.toString(seen));
      }
    };
  }

  @Override
  public void close() {}
}
