// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.security;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Flow;
import dev.stationkeeper.station.FlowKind;
import dev.stationkeeper.station.NewFlow;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A station's certificate, from the trigger or its own request to the installation (A02, A03; 1.6
 * security whitepaper). Who decides on SignCertificate, the built-in authority or a handler, sends
 * CertificateSigned as a command; the machine sees to it that it is the newest request that is
 * served, and sends the chain again when a connection was lost before the station had answered.
 *
 * <p>Steps: {@code triggered}, {@code csrReceived}, {@code atCa}, {@code delivering}. Ends: {@code
 * installed}; {@code refused} by the station; {@code caFailed}: no certificate was made; {@code
 * superseded} by a newer request; {@code failed}, {@code timedOut}.
 */
final class CertificateFlow implements FlowKind {
  static final String NAME = "certificate";
  static final String SIGN = "SignCertificate";
  static final String SIGNED = "CertificateSigned";

  static final String TRIGGERED = "triggered";
  private static final String CSR = "csrReceived";
  private static final String AT_CA = "atCa";
  private static final String DELIVERING = "delivering";
  private static final String CA_FAILED = "caFailed";
  private static final String DELIVERY = "delivery";
  private static final String TRIES = "tries";
  private static final String STATION = "ChargingStationCertificate";

  /** A chain goes out this often when connections are lost before its answer. */
  private static final int MOST_TRIES = 3;

  private static final Duration MESSAGE = Duration.ofMinutes(5);
  private static final Duration CA = Duration.ofHours(1);

  /** What a trigger asks for; other triggers are none of ours. */
  private static final Map<String, String> TRIGGERS =
      Map.of(
          "SignChargePointCertificate",
          STATION,
          "SignChargingStationCertificate",
          STATION,
          "SignV2GCertificate",
          "V2GCertificate",
          "SignV2G20Certificate",
          "V2G20Certificate");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> steps() {
    return Set.of(TRIGGERED, CSR, AT_CA, DELIVERING);
  }

  /** Behind the flows that run: what none of them has taken begins one. */
  void begin(Turn turn, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandSent(Command command) -> {
        String type = TRIGGERS.get(command.payload().string("requestedMessage").orElse(""));
        if (type != null && command.action().name().endsWith("TriggerMessage")) {
          turn.flows()
              .start(
                  NewFlow.of(NAME, TRIGGERED).following(command).with(CertificateTie.ofType(type)),
                  MESSAGE);
        }
      }
      case Occasion.Said said when said.is(SIGN) -> requested(turn, said.call().payload());
      default -> {
        // nothing begins
      }
    }
  }

  /**
   * The newest request wins: those before it end, and what is still to be sent for them is not,
   * unless the station has only asked again for the same key.
   */
  private static void requested(Turn turn, JsonView request) {
    String type = CertificateTie.typeOf(request);
    turn.state()
        .flows()
        .of(NAME)
        .filter(flow -> CertificateTie.isOf(flow, type))
        .forEach(
            flow ->
                turn.flows().end(flow, flow.step().equals(TRIGGERED) ? "received" : "superseded"));
    turn.state().commands().queued().stream()
        .filter(command -> command.action().name().equals(SIGNED))
        .filter(command -> CertificateTie.typeOf(command.payload()).equals(type))
        .filter(command -> !CertificateTie.isOfKey(request, command.payload()))
        .map(Command::id)
        .toList()
        .forEach(turn::withdraw);
    turn.flows()
        .start(
            NewFlow.of(NAME, CSR)
                .named(Read.integer(request, CertificateTie.NUMBER))
                .with(CertificateTie.of(request)),
            MESSAGE);
  }

  @Override
  public void on(Turn turn, Flow flow, Occasion occasion) {
    switch (occasion) {
      case Occasion.CommandEnded ended when flow.follows(ended.command()) ->
          triggerAnswered(turn, flow, ended);
      case Occasion.Answered(var call, JsonView response)
          when call.action().name().equals(SIGN)
              && flow.step().equals(CSR)
              && CertificateTie.isFor(flow, call.payload()) ->
          decided(turn, flow, response);
      case Occasion.CommandSent(Command command) when delivers(flow, command) ->
          turn.flows()
              .advance(
                  flow, DELIVERING, MESSAGE, JsonView.object().put(DELIVERY, command.id()).build());
      case Occasion.CommandEnded ended
          when flow.attributes().string(DELIVERY).orElse("").equals(ended.command().id()) ->
          delivered(turn, flow, ended);
      default -> {
        // does not concern it; it goes on over boots and reconnects
      }
    }
  }

  @Override
  public void overdue(Turn turn, Flow flow) {
    boolean toBeDelivered =
        turn.state().commands().queued().stream().anyMatch(command -> delivers(flow, command));
    if (toBeDelivered) {
      // The station is away. The command has a deadline of its own.
      turn.flows().advance(flow, flow.step(), CA);
    } else if (flow.step().equals(CSR) || flow.step().equals(AT_CA)) {
      turn.flows().end(flow, CA_FAILED, reason("No certificate came in time"));
    } else {
      FlowKind.super.overdue(turn, flow);
    }
  }

  private static void triggerAnswered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED || ended.isUncertain()) {
      turn.flows().advance(flow, TRIGGERED, MESSAGE);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void decided(Turn turn, Flow flow, JsonView response) {
    if (response.string("status").orElse("").equals("Accepted")) {
      turn.flows().advance(flow, AT_CA, CA);
    } else {
      turn.flows()
          .end(
              flow,
              CA_FAILED,
              reason(
                  response
                      .string("statusInfo", "reasonCode")
                      .orElse("The request was answered with Rejected")));
    }
  }

  private static void delivered(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    if (ended.status() == CommandStatus.ACCEPTED) {
      turn.flows().end(flow, "installed");
    } else if (ended.isUncertain()) {
      again(turn, flow, ended);
    } else {
      turn.flows().end(flow, ended.isAnswered() ? "refused" : "failed", ended.response());
    }
  }

  private static void again(Turn turn, Flow flow, Occasion.CommandEnded ended) {
    long tries = flow.attributes().number(TRIES).orElse(1);
    if (tries >= MOST_TRIES) {
      turn.flows().end(flow, "failed", ended.response());
      return;
    }
    turn.flows()
        .advance(
            flow, AT_CA, CA, JsonView.object().put(TRIES, tries + 1).put(DELIVERY, "").build());
    Command lost = ended.command();
    turn.flows().send(flow, SIGNED, lost.payload());
  }

  private static boolean delivers(Flow flow, Command command) {
    return command.action().equals(Action.of(SIGNED))
        && !flow.step().equals(TRIGGERED)
        && !flow.step().equals(DELIVERING)
        && CertificateTie.isFor(flow, command.payload());
  }

  private static JsonView reason(String text) {
    return JsonView.object().put("reason", text).build();
  }
}
