// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.gateway.Admission;
import dev.stationkeeper.server.gateway.AdmissionPolicy;
import dev.stationkeeper.server.identity.LoginThrottle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a station in when it proves who it is as its security profile demands, and not below it
 * (A00.FR.001 and 002). Thread-safe; blocks while a password that a person chose is checked for the
 * first time since the start.
 */
public final class StationGate implements AdmissionPolicy {
  private static final Duration FULL = Duration.ofMinutes(5);

  private final SecuritySettings settings;
  private final StationAccessBook book;
  private final PasswordCheck passwords;
  private final LoginThrottle throttle;
  private final SecurityNotes notes;
  private final Counters counters;

  /** A gate for the stations of {@code book}. */
  public StationGate(
      SecuritySettings settings,
      StationAccessBook book,
      StationPasswords passwords,
      InstantSource clock,
      Counters counters) {
    this.settings = settings;
    this.book = book;
    this.passwords = new PasswordCheck(passwords);
    this.throttle = new LoginThrottle(settings.attempts(), settings.pause(), clock);
    this.notes = new SecurityNotes(book, clock, counters);
    this.counters = counters;
  }

  @Override
  public Admission judge(Knock knock) {
    StationAccess access = book.find(knock.station());
    if (!access.isKnown() && settings.unknownStations() == UnknownStations.REFUSE) {
      return Admission.notFound();
    }
    int profile = access.profile() == null ? settings.defaultProfile() : access.profile();
    Admission refusal = refusal(knock, access, profile);
    if (refusal != null) {
      return refusal;
    }
    if (!access.isKnown()
        && settings.unknownStations() == UnknownStations.PENDING
        && !book.knock(knock.station(), knock.remoteAddress(), settings.maxPending())) {
      counters.count("pending_stations_full");
      return Admission.unavailable(FULL);
    }
    return Admission.accept();
  }

  private @Nullable Admission refusal(Knock knock, StationAccess access, int profile) {
    if (profile == 0) {
      return null;
    }
    if (profile >= 2 && !knock.secure()) {
      return below(knock, "this station connects under TLS (wss)");
    }
    return profile == 3 ? wrongCertificate(knock, access) : wrongPassword(knock, access);
  }

  private Admission below(Knock knock, String reason) {
    counters.count("station_below_its_profile");
    notes.note("InvalidSecurityProfile", knock, reason);
    return Admission.forbidden(reason);
  }

  private @Nullable Admission wrongCertificate(Knock knock, StationAccess access) {
    if (knock.certificate() == null) {
      return below(knock, "this station connects with a certificate");
    }
    CertificateIdentity identity = CertificateIdentity.of(knock.certificate());
    String wanted = access.certificateName();
    String name = wanted == null ? knock.station().value() : wanted;
    if (!identity.names().contains(name)) {
      return refuseCertificate(knock, "the certificate is not this station's");
    }
    String organisation = settings.organisation();
    if (!organisation.isEmpty() && !identity.organisations().contains(organisation)) {
      return refuseCertificate(knock, "the certificate is not of this organisation");
    }
    return null;
  }

  private Admission refuseCertificate(Knock knock, String reason) {
    counters.count("station_certificate_refused");
    notes.note("InvalidChargingStationCertificate", knock, reason);
    return Admission.forbidden(reason);
  }

  private @Nullable Admission wrongPassword(Knock knock, StationAccess access) {
    String station = knock.station().value();
    Optional<BasicCredentials> sent = BasicCredentials.of(knock.authorization());
    if (sent.isEmpty() || !sent.get().user().equals(station)) {
      return Admission.unauthorized();
    }
    byte[] password = sent.get().password();
    if (passwords.isRemembered(station, access.passwordHash(), password)) {
      return null;
    }
    Duration refused = throttle.refusedFor(station, knock.address());
    if (refused.isPositive()) {
      counters.count("station_login_throttled");
      return Admission.tooManyAttempts(refused);
    }
    if (passwords.matches(station, access.passwordHash(), password)) {
      throttle.succeeded(station, knock.address());
      return null;
    }
    if (passwords.matches(station, access.stagedHash(), password)) {
      throttle.succeeded(station, knock.address());
      book.used(knock.station());
      return null;
    }
    counters.count("station_login_failed");
    throttle.failed(station, knock.address());
    if (throttle.refusedFor(station, knock.address()).isPositive()) {
      notes.alarm("FailedToAuthenticateAtCsms", knock, "too many wrong passwords");
    }
    return Admission.unauthorized();
  }

  @Override
  public void certificateRefused(String remoteAddress, String why) {
    notes.note("InvalidChargingStationCertificate", null, remoteAddress, why);
  }
}
