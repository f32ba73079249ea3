// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.ocpp.JsonView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact that belongs to no station's machine. The simple name of the record is the type in the
 * log. Who caused it is the {@code decidedBy} of the event's cause.
 */
public sealed interface SystemEvent {
  /** The server is up. */
  record ServerStarted(String version, String node) implements SystemEvent {}

  /** The server goes down in order. */
  record ServerStopped(String reason) implements SystemEvent {}

  /** A setting has another value than at the last start; secrets are masked. */
  record ConfigurationChanged(String key, @Nullable String before, @Nullable String after)
      implements SystemEvent {}

  /** Somebody logged in, or tried to. */
  record Login(String user, String remoteAddress, boolean succeeded) implements SystemEvent {}

  /** Somebody ended his session, or it was ended for him. */
  record Logout(String user, @Nullable String remoteAddress) implements SystemEvent {}

  /**
   * Somebody asked the API to change something.
   *
   * @param route as the API's document has it; what stands in its braces is left out, for it may be
   *     a token
   * @param station that it was about; null for none
   * @param status of the answer
   */
  record ApiAction(
      String method, String route, @Nullable String station, int status, String remoteAddress)
      implements SystemEvent {}

  /** A user was made or changed. */
  record UserPut(String name, String role, String passwordHash) implements SystemEvent {}

  /** A user is gone. */
  record UserRemoved(String name) implements SystemEvent {}

  /** A program was given a way in. {@code secretHash} is the SHA-256 of its secret. */
  record ApiTokenPut(String name, String role, String secretHash) implements SystemEvent {}

  /** A program's way in is gone. */
  record ApiTokenRemoved(String name) implements SystemEvent {}

  /** A token was made or changed. {@code group} is the parent (1.6) or group (2.x) token. */
  record TokenPut(
      String idToken,
      String type,
      String status,
      @Nullable Instant expiresAt,
      @Nullable String group,
      @Nullable String note)
      implements SystemEvent {}

  /** A token is gone. */
  record TokenRemoved(String idToken) implements SystemEvent {}

  /** A station was made known, or what is known of it was changed. */
  record StationRegistered(String station, @Nullable String label, @Nullable String passwordHash)
      implements SystemEvent {}

  /** A station is no longer wanted; its past stays. */
  record StationRemoved(String station) implements SystemEvent {}

  /**
   * How a station has to prove who it is.
   *
   * @param profile security profile 0 to 3; null for the server's default
   * @param certificateName what its certificate names it (CN); null for its id
   */
  record StationAccessSet(
      String station, @Nullable Integer profile, @Nullable String certificateName)
      implements SystemEvent {}

  /** A station's password is this one and no other. */
  record StationPasswordSet(String station, String passwordHash) implements SystemEvent {}

  /** A station is about to get this password; until it has it, the old one stays good too. */
  record StationPasswordStaged(String station, String passwordHash, @Nullable String command)
      implements SystemEvent {}

  /**
   * A station has a staged password; the old one is good no more.
   *
   * @param passwordHash which one; null for the newest
   */
  record StationPasswordConfirmed(String station, String by, @Nullable String passwordHash)
      implements SystemEvent {}

  /**
   * A station did not take a staged password.
   *
   * @param passwordHash which one; null for the newest
   */
  record StationPasswordDropped(String station, String reason, @Nullable String passwordHash)
      implements SystemEvent {}

  /** A station's password is the same as before and is kept in another way. */
  record StationPasswordRehashed(String station, String beforeHash, String passwordHash)
      implements SystemEvent {}

  /** A station that nobody announced wants to be let in. */
  record StationKnocked(String station, String remoteAddress) implements SystemEvent {}

  /** An operator wants a station that had knocked. */
  record StationApproved(String station) implements SystemEvent {}

  /**
   * The built-in authority issued a station's certificate.
   *
   * @param serialNumber hexadecimal
   */
  record StationCertificateIssued(String station, String serialNumber, Instant notAfter)
      implements SystemEvent {}

  /** A certificate of the built-in authority is good no more. {@code reason} is for people. */
  record StationCertificateRevoked(String station, String serialNumber, String reason)
      implements SystemEvent {}

  /**
   * Something that matters for security happened at the door.
   *
   * @param kind by the names of OCPP's security events where there is one
   */
  record SecurityNoted(
      String kind, @Nullable String station, @Nullable String remoteAddress, String text)
      implements SystemEvent {}

  /** An alarm is open. {@code severity} is info, warning or critical. */
  record AlarmRaised(
      String alarmId, String kind, String severity, @Nullable String station, String text)
      implements SystemEvent {}

  /** The reason for an alarm is gone. */
  record AlarmCleared(String alarmId, @Nullable String reason) implements SystemEvent {}

  /** Somebody has seen an alarm. */
  record AlarmAcknowledged(String alarmId) implements SystemEvent {}

  /** A handler's instance crashed, hung or answered nonsense. */
  record HandlerCrashed(String handler, @Nullable String station, long generation, String reason)
      implements SystemEvent {}

  /** A handler runs again in a new instance. */
  record HandlerReinstalled(String handler, @Nullable String station, long generation)
      implements SystemEvent {}

  /** A handler is asked no more until somebody resumes it. */
  record HandlerQuarantined(String handler, @Nullable String station, String reason)
      implements SystemEvent {}

  /** A handler is asked again. */
  record HandlerResumed(String handler, @Nullable String station) implements SystemEvent {}

  /** A handler was replaced by another version, or was not: then {@code failure} says why. */
  record HandlerSwapped(
      String handler, @Nullable String from, @Nullable String to, @Nullable String failure)
      implements SystemEvent {}

  /**
   * A handler keeps this of a station, in place of what it kept before. {@code state} is Base64,
   * {@code schema} the handler's own number of its format.
   */
  record HandlerStateKept(String handler, String station, int schema, String state)
      implements SystemEvent {}

  /** A handler that came while the server runs serves all stations. */
  record HandlerInstalled(String handler, String load) implements SystemEvent {}

  /** A second load serves a share of the stations, or does not: then {@code failure} says why. */
  record HandlerCanaryBegun(String handler, String load, int percent, @Nullable String failure)
      implements SystemEvent {}

  /**
   * A canary serves all stations now, or none any more. {@code failure} says why it was not
   * promoted or aborted as wanted, or why the server took it back by itself.
   */
  record HandlerCanaryEnded(String handler, String load, boolean promoted, @Nullable String failure)
      implements SystemEvent {}

  /** A candidate runs beside a handler without effect, or does not start. */
  record HandlerShadowBegun(String handler, String load, @Nullable String failure)
      implements SystemEvent {}

  /** It runs no more; how often it decided as the live handler did, and how often not. */
  record HandlerShadowEnded(
      String handler, String load, long same, long different, long skipped, long crashes)
      implements SystemEvent {}

  /** The classes of a plugin that was given up are gone, or are held by something of its own. */
  record PluginUnloaded(String plugin, boolean clean) implements SystemEvent {}

  /**
   * A command is to go to many stations. The command of the station number {@code n}, from 0, has
   * the id {@code taskId-n}.
   *
   * @param refused why stations among {@code stations} do not get it, by station
   */
  record TaskStarted(
      String taskId,
      String action,
      JsonView payload,
      @Nullable String note,
      Instant expiresAt,
      List<String> stations,
      Map<String, String> refused)
      implements SystemEvent {
    public TaskStarted {
      stations = List.copyOf(stations);
      refused = Map.copyOf(refused);
    }

    /** The id of the command of the station number {@code n}, from 0. */
    public static String commandId(String taskId, int n) {
      return taskId + "-" + n;
    }
  }

  /** A consumer of the log put an event aside that it could not digest. */
  record EventParked(String consumer, long position, String reason) implements SystemEvent {}

  /** Older segments of the log were moved to {@code folder}. */
  record SegmentsArchived(String folder, int segments) implements SystemEvent {}

  /**
   * Tokens are about to get pseudonyms; {@link TokensErased} follows when they have.
   *
   * @param what {@code token}, {@code station}, {@code everyToken} or {@code retention}
   * @param station whose events are gone through; null for all
   * @param before only older events
   */
  record ErasureBegun(String what, @Nullable String station, @Nullable Instant before)
      implements SystemEvent {}

  /**
   * Tokens have pseudonyms now.
   *
   * @param what {@code token}, {@code station}, {@code everyToken} or {@code retention}
   * @param station whose events were gone through; null for all
   * @param before only older events
   * @param identifiers how many tokens
   * @param places how often one stood somewhere
   */
  record TokensErased(
      String what, @Nullable String station, @Nullable Instant before, int identifiers, long places)
      implements SystemEvent {}
}
