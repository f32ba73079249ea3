// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.ca.CertificateSigner;
import dev.stationkeeper.spi.Answer;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.Snapshot;
import dev.stationkeeper.spi.StationContext;
import dev.stationkeeper.spi.StationEvent;
import dev.stationkeeper.spi.StationHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the built-in authority sign what stations ask for (A02; 1.6 SignCertificate), behind every
 * handler that wants to do it itself. The chain leaves once the request has been answered, so that
 * no station gets a certificate for a request that it does not know to be accepted.
 */
final class CertificateHandler implements OcppHandler {
  private static final int BEHIND_ALL_OTHERS = Integer.MAX_VALUE;
  private static final Duration PATIENCE = Duration.ofHours(24);
  private static final String STATION = "ChargingStationCertificate";
  private static final String TYPE = "certificateType";
  private static final String NUMBER = "requestId";

  private final CertificateSigner signer;
  private final StationAccessBook book;

  private CertificateHandler(CertificateSigner signer, StationAccessBook book) {
    this.signer = signer;
    this.book = book;
  }

  static HandlerSpec spec(CertificateSigner signer, StationAccessBook book) {
    return HandlerSpec.of(
            new HandlerId("built-in-authority"),
            HandlerRole.RESPONDER,
            () -> new CertificateHandler(signer, book))
        .withOrder(BEHIND_ALL_OTHERS)
        .withActions(Set.of("SignCertificate"));
  }

  @Override
  public StationHandler open(StationContext station, Optional<Snapshot> restored) {
    return new OfStation(station);
  }

  /** A chain that waits for the answer to its request. */
  private record Signed(String messageId, JsonView payload) {}

  private final class OfStation implements StationHandler {
    private final StationContext context;
    private @Nullable Signed waiting;

    OfStation(StationContext context) {
      this.context = context;
    }

    @Override
    public Answer onRequest(Request request) {
      JsonView payload = request.payload();
      if (!payload.string(TYPE).orElse(STATION).equals(STATION)) {
        return Answer.pass();
      }
      StationId station = context.station();
      String name =
          Objects.requireNonNullElse(book.show(station).certificateName(), station.value());
      return switch (signer.sign(station, name, payload.string("csr").orElse(""))) {
        case CertificateSigner.Outcome.Signed signed -> {
          waiting = new Signed(request.messageId().value(), chain(request, signed.chain()));
          yield status("Accepted");
        }
        case CertificateSigner.Outcome.Refused refused -> {
          context.logger().warn("No certificate: {}", refused.reason());
          yield status("Rejected");
        }
      };
    }

    @Override
    public void onEvent(StationEvent event) {
      Signed signed = waiting;
      if (signed != null
          && event.type().equals("CallAnswered")
          && event.payload().string("messageId").orElse("").equals(signed.messageId())) {
        waiting = null;
        var _ =
            context
                .send(Action.of("CertificateSigned"), signed.payload(), PATIENCE)
                .whenComplete(
                    (result, failure) -> {
                      if (failure != null) {
                        context.count("chain_not_sent", 1);
                        context.logger().error("The certificate could not be sent", failure);
                      }
                    });
      }
    }

    private static Answer status(String status) {
      return Answer.reply(JsonView.object().put("status", status).build());
    }

    /** 2.x repeats the type (A02.FR.14), 2.1 the number too (A02.FR.25). */
    private static JsonView chain(Request request, String pem) {
      JsonObjectBuilder chain = JsonView.object().put("certificateChain", pem);
      if (request.version().isAtLeast(OcppVersion.V2_0_1)) {
        chain.put(TYPE, STATION);
      }
      OptionalLong number = request.payload().number(NUMBER);
      if (request.version().isAtLeast(OcppVersion.V2_1) && number.isPresent()) {
        chain.put(NUMBER, number.getAsLong());
      }
      return chain.build();
    }
  }
}
