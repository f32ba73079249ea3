// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.CertificateSigner.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in certificate authority. */
final class AuthorityResource implements Resource {
  private final KnownStations known;
  private final StationAccessBook access;
  private final @Nullable CertificateAuthority authority;

  AuthorityResource(
      KnownStations known, StationAccessBook access, @Nullable CertificateAuthority authority) {
    this.known = known;
    this.access = access;
    this.authority = authority;
  }

  /**
   * @param root PEM: what stations have to trust
   * @param issuing PEM: what issues their certificates
   */
  record AuthorityView(String root, String issuing) {}

  /**
   * @param request PKCS#10 as PEM, with the station's name as its only CN
   */
  record SigningRequest(String request) {}

  /**
   * @param chain PEM: the station's certificate, then the issuing one
   * @param serialNumber of the station's certificate, hexadecimal
   */
  record SignedCertificate(String chain, String serialNumber) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ApiServer.PREFIX + "/certificate-authority", "Shows its certificates")
            .tagged("Certificates")
            .answers(200, AuthorityView.class)
            .served(
                x -> Reply.ok(new AuthorityView(authority().rootPem(), authority().issuingPem()))),
        Route.of(
                Verb.POST,
                ApiServer.PREFIX + "/stations/{id}/certificate",
                "Signs a station's certificate request")
            .tagged("Certificates")
            .path("id", "The station's id")
            .takes(SigningRequest.class)
            .answers(201, SignedCertificate.class)
            .served(this::sign));
  }

  private CertificateAuthority authority() {
    if (authority == null) {
      throw ApiException.conflict(
          "There is no built-in authority: set tls.built-in-authority to true.");
    }
    return authority;
  }

  private Reply sign(Exchange x) {
    StationId station = known.require(x);
    SigningRequest wanted = x.body(SigningRequest.class);
    if (wanted.request() == null) {
      throw ApiException.notValid("The request is missing.");
    }
    String name = access.show(station).certificateName();
    return switch (authority()
        .sign(station, name == null ? station.value() : name, wanted.request())) {
      case Outcome.Signed signed ->
          Reply.created(new SignedCertificate(signed.chain(), signed.serialNumber()));
      case Outcome.Refused refused -> throw ApiException.notValid(refused.reason());
    };
  }
}
