// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.ClientHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges a handshake: the request, the identity, the subprotocol, and last the policy. */
final class Doorman {
  private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);

  /** When everybody is told to come again it should not be at the same time. */
  private static final int SPREAD_SECONDS = 30;

  private final GatewaySettings settings;
  private final AdmissionPolicy policy;
  private final Counters counters;
  private volatile boolean open = true;

  Doorman(GatewaySettings settings, AdmissionPolicy policy, Counters counters) {
    this.settings = settings;
    this.policy = policy;
    this.counters = counters;
  }

  /**
   * Who is at the other end.
   *
   * @param remoteAddress with the port, for people
   * @param certificate its path checked
   */
  record Caller(
      String remoteAddress,
      InetAddress address,
      boolean secure,
      @Nullable X509Certificate certificate) {}

  /** The answer when too many are waiting. */
  Admission shed() {
    counters.count("handshake_refused_503");
    return Admission.unavailable(
        Duration.ofSeconds(5 + ThreadLocalRandom.current().nextInt(SPREAD_SECONDS)));
  }

  /** A TLS handshake has failed. */
  void tlsFailed(String remoteAddress, Exception failure, boolean certificate) {
    counters.count(certificate ? "tls_certificate_refused" : "tls_handshake_failed");
    if (certificate) {
      policy.certificateRefused(remoteAddress, String.valueOf(failure.getMessage()));
    }
  }

  /** Who was let in, and with which security profile. */
  record Guest(StationId station, OcppVersion version, String remoteAddress, int securityProfile) {}

  /** From now on everybody is told to come again. */
  void shut() {
    open = false;
  }

  /**
   * Judges a whole request.
   *
   * @param decided is told what to answer
   * @return who comes in, null when nobody does
   */
  @Nullable Guest judge(ByteBuffer bytes, Caller caller, Consumer<Admission> decided) {
    HandshakeDraft reader = new HandshakeDraft(settings, new FrameGuard(settings, counters));
    try {
      ClientHandshake request = reader.read(bytes);
      Admission faulty = reader.faulty();
      return judge(request, faulty, caller, decided);
    } catch (InvalidHandshakeException e) {
      return refuse(decided, Admission.wrong(400, "this is no HTTP/1.1 GET request"));
    }
  }

  private @Nullable Guest judge(
      ClientHandshake request,
      @Nullable Admission faulty,
      Caller caller,
      Consumer<Admission> draft) {
    Admission wrong = faulty != null ? faulty : checkUpgrade(request);
    if (wrong != null) {
      return refuse(draft, wrong);
    }
    if (!open) {
      return refuse(draft, Admission.unavailable(Duration.ofSeconds(5)));
    }
    String name;
    try {
      Optional<String> segment = RequestPath.station(request.getResourceDescriptor());
      if (segment.isEmpty()) {
        return refuse(draft, Admission.wrong(404, "connect to /ocpp/{stationId}"));
      }
      name = segment.get();
    } catch (CharacterCodingException e) {
      return refuse(draft, Admission.wrong(400, "the station id is not percent-encoded UTF-8"));
    }
    if (!StationId.isValid(name)) {
      return refuse(
          draft,
          Admission.wrong(
              400, "a station id has 1 to 48 characters of A-Z a-z 0-9 * - _ = + @ . | and space"));
    }
    Optional<OcppVersion> version = choose(request.getFieldValue("Sec-WebSocket-Protocol"), name);
    if (version.isEmpty()) {
      return refuse(
          draft,
          Admission.wrong(
              400,
              "offer one of the subprotocols ocpp2.1, ocpp2.0.1, ocpp1.6 (a space in the"
                  + " station id only with ocpp1.6)"));
    }
    StationId station = new StationId(name);
    Admission admission = ask(station, version.get(), caller, request);
    if (!admission.isAccepted()) {
      return refuse(draft, admission);
    }
    draft.accept(admission);
    return new Guest(station, version.get(), caller.remoteAddress(), admission.securityProfile());
  }

  private static @Nullable Admission checkUpgrade(ClientHandshake request) {
    boolean upgrade =
        request.getFieldValue("Upgrade").equalsIgnoreCase("websocket")
            && request.getFieldValue("Connection").toLowerCase(Locale.ROOT).contains("upgrade")
            && !request.getFieldValue("Sec-WebSocket-Key").isEmpty();
    if (!upgrade) {
      return Admission.wrong(426, "this is a WebSocket address");
    }
    return request.getFieldValue("Sec-WebSocket-Version").trim().equals("13")
        ? null
        : Admission.wrong(426, "speak WebSocket version 13");
  }

  /** The first in the station's order that we speak and that allows its name (OCPP-J part 4, 3). */
  private static Optional<OcppVersion> choose(String offered, String name) {
    // The library joins repeated headers with a semicolon.
    return Arrays.stream(offered.split("[,;]", -1))
        .map(String::trim)
        .flatMap(subprotocol -> OcppVersion.ofSubprotocol(subprotocol).stream())
        .filter(version -> version.equals(OcppVersion.V1_6) || name.indexOf(' ') < 0)
        .findFirst();
  }

  private Admission ask(
      StationId station, OcppVersion version, Caller caller, ClientHandshake request) {
    String header = request.getFieldValue("Authorization");
    try {
      return policy.judge(
          new AdmissionPolicy.Knock(
              station,
              version,
              caller.remoteAddress(),
              caller.address().getHostAddress(),
              header.isEmpty() ? null : header,
              caller.secure(),
              caller.certificate()));
    } catch (RuntimeException e) {
      counters.count("admission_failed");
      LOG.error("Station {}: the admission policy failed", station, e);
      return Admission.unavailable(Duration.ofSeconds(30));
    }
  }

  private @Nullable Guest refuse(Consumer<Admission> decided, Admission refusal) {
    counters.count("handshake_refused_" + refusal.status());
    decided.accept(refusal);
    return null;
  }
}
