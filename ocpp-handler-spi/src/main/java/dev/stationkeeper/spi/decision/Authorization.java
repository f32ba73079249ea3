// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi.decision;

import dev.stationkeeper.ocpp.CertificateVerdict;
import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.Request;
import dev.stationkeeper.spi.TokenRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a token may charge. Immutable. */
public final class Authorization {
  private static final Authorization PASS = new Authorization("", null, null, "", List.of(), null);

  private final String status;
  private final @Nullable Instant expiry;
  private final @Nullable String group;
  private final String groupType;
  private final List<Integer> evses;
  private final @Nullable CertificateVerdict certificate;

  private Authorization(
      String status,
      @Nullable Instant expiry,
      @Nullable String group,
      String groupType,
      List<Integer> evses,
      @Nullable CertificateVerdict certificate) {
    this.status = status;
    this.expiry = expiry;
    this.group = group;
    this.groupType = groupType;
    this.evses = evses;
    this.certificate = certificate;
  }

  /** It may. */
  public static Authorization accepted() {
    return of("Accepted");
  }

  /** Nobody knows it: 2.x Unknown, 1.6 Invalid. */
  public static Authorization unknown() {
    return of("Unknown");
  }

  /** It is known and not allowed. */
  public static Authorization blocked() {
    return of("Blocked");
  }

  /** It is no longer valid. */
  public static Authorization expired() {
    return of("Expired");
  }

  /**
   * A status by its 2.x name (AuthorizationStatusEnumType), for example {@code NoCredit}. Those
   * that 1.6 does not know are Invalid there.
   */
  public static Authorization of(String status) {
    if (status.isEmpty()) {
      throw new IllegalArgumentException("A status has a name");
    }
    return new Authorization(status, null, null, "", List.of(), null);
  }

  /** What the server's record of a token says at {@code now}: its status, or Expired. */
  public static Authorization of(TokenRecord token, Instant now) {
    boolean past = token.expiry().filter(at -> !at.isAfter(now)).isPresent();
    boolean accepted = token.status().equals("Accepted");
    Authorization result = of(accepted && past ? "Expired" : token.status());
    Optional<Instant> expiry = token.expiry();
    if (expiry.isPresent()) {
      result = result.withExpiry(expiry.get());
    }
    Optional<String> group = token.group();
    return group.isPresent() ? result.withGroup(group.get()) : result;
  }

  /** No opinion. */
  public static Authorization pass() {
    return PASS;
  }

  /** Until when the station may remember it (1.6 expiryDate, 2.x cacheExpiryDateTime). */
  public Authorization withExpiry(Instant at) {
    return new Authorization(
        status, Objects.requireNonNull(at), group, groupType, evses, certificate);
  }

  /** The group it belongs to, of type Central in 2.x (1.6 parentIdTag). */
  public Authorization withGroup(String id) {
    return withGroup(id, "Central");
  }

  /** The group it belongs to, and its 2.x type. */
  public Authorization withGroup(String id, String type) {
    return new Authorization(status, expiry, Objects.requireNonNull(id), type, evses, certificate);
  }

  /**
   * The EVSEs, from 1, where it may be used (2.x evseId; C01.FR.20). Without them, or with an empty
   * list, it is good for all. 1.6 has no word for it.
   *
   * @since SPI 1.1
   */
  public Authorization withEvses(List<Integer> numbers) {
    return new Authorization(status, expiry, group, groupType, List.copyOf(numbers), certificate);
  }

  /**
   * The same, with what a look at the vehicle's contract certificate came to (C07). It goes before
   * the token: only a good one leaves the token's own status. Only an Authorize of 2.x is answered
   * with it.
   */
  public Authorization withCertificate(CertificateVerdict verdict) {
    return new Authorization(
        status, expiry, group, groupType, evses, Objects.requireNonNull(verdict));
  }

  /** The status by its 2.x name; empty when it passes. */
  public String status() {
    return status;
  }

  Optional<JsonView> payload(Request request) {
    if (this == PASS) {
      return Optional.empty();
    }
    if (!request.version().equals(OcppVersion.V1_6)) {
      return Optional.of(
          JsonView.object()
              .put("idTokenInfo", tokenInfo())
              .put("certificateStatus", certificateStatus(request))
              .build());
    }
    JsonObjectBuilder answer = JsonView.object().put("idTagInfo", tagInfo());
    if (request.action().name().equals("StartTransaction")) {
      // The server's to give; see Answer.reply.
      answer.put("transactionId", 0);
    }
    return Optional.of(answer.build());
  }

  private @Nullable String certificateStatus(Request request) {
    return certificate != null && request.action().name().equals("Authorize")
        ? certificate.certificateStatus(status)
        : null;
  }

  private JsonView tokenInfo() {
    @Nullable JsonView groupToken =
        group == null
            ? null
            : JsonView.object().put("idToken", group).put("type", groupType).build();
    JsonObjectBuilder info =
        JsonView.object()
            .put("status", certificate == null ? status : certificate.tokenStatus(status))
            .put("cacheExpiryDateTime", expiry)
            .put("groupIdToken", groupToken);
    if (!evses.isEmpty()) {
      info.putDecimals("evseId", evses.stream().map(BigDecimal::valueOf).toList());
    }
    return info.build();
  }

  private JsonView tagInfo() {
    String old =
        switch (status) {
          case "Accepted", "Blocked", "Expired", "Invalid", "ConcurrentTx" -> status;
          default -> "Invalid";
        };
    return JsonView.object()
        .put("status", old)
        .put("expiryDate", expiry)
        .put("parentIdTag", group)
        .build();
  }

  @Override
  public String toString() {
    return this == PASS ? "pass" : status;
  }
}
