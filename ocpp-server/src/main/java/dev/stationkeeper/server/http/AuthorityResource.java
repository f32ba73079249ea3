// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.CertificateSigner.Outcome;
import dev.stationkeeper.server.ca.IssuedCertificates;
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

  /**
   * @param list both authorities' lists, PEM, good for a week from now
   */
  record RevocationListView(String list) {}

  /**
   * @param serialNumber of a certificate that the authority issued, hexadecimal
   * @param reason for people; may be absent
   */
  record Revocation(String serialNumber, @Nullable String reason) {}

  /** Everything at once: there is about one for each station. */
  record IssuedPage(List<IssuedCertificates.Issued> items, @Nullable String next) {}

  @Override
  public List<Route> routes() {
    String authority = ApiServer.PREFIX + "/certificate-authority";
    return List.of(
        Route.of(Verb.GET, authority + "/certificates", "Lists what the authority has issued")
            .tagged("Certificates")
            .query("station", Param.Kind.TEXT, "Only of this station")
            .answersPageOf(IssuedCertificates.Issued.class)
            .served(
                x -> Reply.ok(new IssuedPage(authority().issued().list(x.query("station")), null))),
        Route.of(
                Verb.GET,
                authority + "/revocation-list",
                "Shows the authority's revocation lists, for others who verify stations")
            .tagged("Certificates")
            .answers(200, RevocationListView.class)
            .served(x -> Reply.ok(new RevocationListView(authority().revocationListPem()))),
        Route.of(
                Verb.POST,
                authority + "/revocations",
                "Revokes a station's certificate and ends its connection")
            .tagged("Certificates")
            .takes(Revocation.class)
            .answers(200, IssuedCertificates.Issued.class)
            .served(this::revoke),
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

  private Reply revoke(Exchange x) {
    Revocation wanted = x.body(Revocation.class);
    if (wanted.serialNumber() == null || wanted.serialNumber().isBlank()) {
      throw ApiException.notValid("The serial number is missing.");
    }
    return authority()
        .issued()
        .revoke(
            wanted.serialNumber(),
            wanted.reason() == null ? "" : wanted.reason(),
            x.principal().name())
        .map(Reply::ok)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "The authority has no certificate %s that is still valid."
                        .formatted(wanted.serialNumber())));
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
