// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.gateway.Admission;
import dev.stationkeeper.server.gateway.AdmissionPolicy;
import dev.stationkeeper.server.identity.LoginThrottle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a station in when it proves who it is as its security profile demands (A00.FR.001 and 002):
 * one that has a profile of its own with that and no other, one without at least with the server's
 * default. A station that is being raised may come with the new profile as well, and has agreed to
 * it when it does (A05.FR.07). Thread-safe; blocks while a slow hash is looked at, which is only
 * when the key of the quick ones was lost.
 */
public final class StationGate implements AdmissionPolicy {
  private static final Duration FULL = Duration.ofMinutes(5);

  private final SecuritySettings settings;
  private final StationAccessBook book;
  private final StationPasswords passwords;
  private final Offers offers;
  private final LoginThrottle throttle;
  private final SecurityNotes notes;
  private final Counters counters;

  /** Which profiles stations are being raised to. */
  @FunctionalInterface
  public interface Offers {
    /** True while the station may come with that profile besides the agreed one. May block. */
    boolean include(StationId station, int profile);
  }

  /** A gate for the stations of {@code book}. */
  public StationGate(
      SecuritySettings settings,
      StationAccessBook book,
      StationPasswords passwords,
      Offers offers,
      InstantSource clock,
      Counters counters) {
    this.settings = settings;
    this.book = book;
    this.passwords = passwords;
    this.offers = offers;
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
    int agreed = access.profile() == null ? settings.defaultProfile() : access.profile();
    int seen = seen(knock);
    boolean raised = seen > agreed && offers.include(knock.station(), seen);
    int profile = raised ? seen : agreed;
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
    if (raised) {
      book.raised(knock.station(), profile);
    }
    // Without a profile of its own a station may do more than it has to.
    return Admission.accept(profile == 1 && knock.secure() ? 2 : profile);
  }

  /** The profile that somebody who comes like this would keep to; nothing is checked. */
  private static int seen(Knock knock) {
    if (!knock.secure()) {
      return knock.authorization() == null ? 0 : 1;
    }
    return knock.authorization() == null && knock.certificate() != null ? 3 : 2;
  }

  private @Nullable Admission refusal(Knock knock, StationAccess access, int profile) {
    if (profile == 0) {
      return null;
    }
    if (profile >= 2 && !knock.secure()) {
      return another(knock, "this station connects under TLS (wss)");
    }
    if (profile == 1 && knock.secure() && access.profile() != null) {
      return another(knock, "this station connects without TLS (ws): its profile is 1");
    }
    return profile == 3 ? wrongCertificate(knock, access) : wrongPassword(knock, access);
  }

  private Admission another(Knock knock, String reason) {
    counters.count("station_not_at_its_profile");
    notes.note("InvalidSecurityProfile", knock, reason);
    return Admission.forbidden(reason);
  }

  private @Nullable Admission wrongCertificate(Knock knock, StationAccess access) {
    if (knock.certificate() == null) {
      return another(knock, "this station connects with a certificate");
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
    Duration refused = throttle.refusedFor(station, knock.address());
    if (refused.isPositive()) {
      counters.count("station_login_throttled");
      return Admission.tooManyAttempts(refused);
    }
    if (isRight(knock.station(), access, password)) {
      throttle.succeeded(station, knock.address());
      return null;
    }
    counters.count("station_login_failed");
    throttle.failed(station, knock.address());
    if (throttle.refusedFor(station, knock.address()).isPositive()) {
      notes.alarm("FailedToAuthenticateAtCsms", knock, "too many wrong passwords");
    }
    return Admission.unauthorized();
  }

  private boolean isRight(StationId station, StationAccess access, byte[] password) {
    String current = access.passwordHash();
    if (current != null) {
      Optional<String> kept = passwords.check(current, password);
      if (kept.isPresent()) {
        if (!kept.get().equals(current)) {
          book.rehashed(station, current, kept.get());
        }
        return true;
      }
    }
    for (StationAccess.Staged staged : access.staged()) {
      if (passwords.matches(staged.hash(), password)) {
        book.used(station, staged.hash());
        return true;
      }
    }
    return false;
  }

  @Override
  public void certificateRefused(String remoteAddress, String why) {
    notes.note("InvalidChargingStationCertificate", null, remoteAddress, why);
  }
}
