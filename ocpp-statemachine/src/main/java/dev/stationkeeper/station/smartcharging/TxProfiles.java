// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.smartcharging;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.Occasion;
import dev.stationkeeper.station.Part;
import dev.stationkeeper.station.Read;
import dev.stationkeeper.station.Turn;
import dev.stationkeeper.station.event.SmartChargingEvent.ChargingProfilesCleared;
import dev.stationkeeper.station.event.StationEvent;
import dev.stationkeeper.station.event.StationEvent.CommandEnded;
import dev.stationkeeper.station.event.StationEvent.CommandQueued;
import dev.stationkeeper.station.event.StationEvent.ConnectionOpened;
import dev.stationkeeper.station.event.StationEvent.TransactionEnded;
import dev.stationkeeper.station.event.StationEvent.TransactionStarted;
import dev.stationkeeper.station.provisioning.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The TxProfiles of a 2.1 station whole, with their schedules: a transaction that goes on after a
 * reset has lost them, and they are sent again (B13.FR.31, E17.FR.15).
 *
 * @param resumes true while the station speaks a version in which a transaction can go on
 * @param kept oldest first
 */
public record TxProfiles(boolean resumes, List<Kept> kept) implements Part {
  /** One more than this, and the oldest is not sent again. */
  static final int LIMIT = 8;

  /** Longer ones are not sent again, in characters: a hundred thousand stations have some each. */
  static final int LONGEST = 8 * 1024;

  static final TxProfiles NONE = new TxProfiles(false, List.of());

  private static final String SET = "SetChargingProfile";
  private static final Set<String> BRING = Set.of(SET, "RequestStartTransaction");
  private static final String PROFILE = "chargingProfile";
  private static final Duration WAITS = Duration.ofMinutes(10);

  public TxProfiles {
    kept = List.copyOf(kept);
  }

  /**
   * A profile as it is to be sent again.
   *
   * @param transactionId null while the transaction of a remote start has not begun
   * @param remoteStartId of the remote start that it came with; null when it was set by itself
   * @param by who had it sent
   * @param accepted false until the station has taken it
   */
  public record Kept(
      String commandId,
      @Nullable String transactionId,
      @Nullable Integer remoteStartId,
      int profileId,
      JsonView payload,
      String by,
      boolean accepted) {
    Kept taken() {
      return new Kept(commandId, transactionId, remoteStartId, profileId, payload, by, true);
    }

    /** Of the transaction that began by its remote start, at that EVSE. */
    Kept begun(String transaction, int evse) {
      JsonView profile =
          Completion.of(payload.object(PROFILE).orElse(JsonView.EMPTY))
              .add(JsonView.object().put("transactionId", transaction).build())
              .done();
      JsonView whole = JsonView.object().put("evseId", evse).put(PROFILE, profile).build();
      return new Kept(commandId, transaction, remoteStartId, profileId, whole, by, accepted);
    }
  }

  @Override
  public TxProfiles after(StationEvent event, Instant at) {
    return switch (event) {
      case ConnectionOpened e -> new TxProfiles(canResume(e.version()), kept);
      case CommandQueued e when resumes && BRING.contains(e.action()) -> queued(e);
      case TransactionStarted e -> begun(e.remoteStartId(), e.transactionId(), e.evse());
      case CommandEnded e when kept.stream().anyMatch(k -> k.commandId().equals(e.commandId())) ->
          ended(e);
      case ChargingProfilesCleared e -> without(k -> e.profileIds().contains(k.profileId()));
      case TransactionEnded e -> without(k -> e.transactionId().equals(k.transactionId()));
      default -> this;
    };
  }

  private static boolean canResume(String version) {
    return OcppVersion.ofNumber(version).filter(v -> v.isAtLeast(OcppVersion.V2_1)).isPresent();
  }

  /** One that is set names its transaction; one that comes with a remote start has none yet. */
  private TxProfiles queued(CommandQueued event) {
    JsonView profile = event.payload().object(PROFILE).orElse(JsonView.EMPTY);
    String transactionId = profile.string("transactionId").orElse(null);
    Integer remoteStartId = Read.integer(event.payload(), "remoteStartId");
    Integer id = Read.integer(profile, "id");
    if (!profile.string("chargingProfilePurpose").orElse("").equals(Profile.TX)
        || (transactionId == null) == (remoteStartId == null)
        || id == null
        || event.payload().text().length() > LONGEST) {
      return this;
    }
    JsonView payload =
        remoteStartId == null ? event.payload() : JsonView.object().put(PROFILE, profile).build();
    Kept one =
        new Kept(event.commandId(), transactionId, remoteStartId, id, payload, event.by(), false);
    List<Kept> next = Stream.concat(kept.stream(), Stream.of(one)).toList();
    return new TxProfiles(true, next.subList(Math.max(0, next.size() - LIMIT), next.size()));
  }

  private TxProfiles begun(
      @Nullable Integer remoteStartId, String transactionId, @Nullable Integer evse) {
    if (remoteStartId == null || evse == null) {
      return this;
    }
    int place = evse;
    Predicate<Kept> waits =
        k -> k.transactionId() == null && Objects.equals(k.remoteStartId(), remoteStartId);
    return kept.stream().anyMatch(waits)
        ? new TxProfiles(
            resumes,
            kept.stream().map(k -> waits.test(k) ? k.begun(transactionId, place) : k).toList())
        : this;
  }

  /** What the station took stands for what it had under the same id. */
  private TxProfiles ended(CommandEnded event) {
    Kept one =
        kept.stream()
            .filter(k -> k.commandId().equals(event.commandId()))
            .findFirst()
            .orElseThrow();
    boolean accepted = event.status().equals(CommandStatus.ACCEPTED.wireName());
    return new TxProfiles(
        resumes,
        kept.stream()
            .filter(
                k ->
                    k.commandId().equals(one.commandId())
                        ? accepted
                        : !accepted || k.profileId() != one.profileId())
            .map(k -> k.commandId().equals(one.commandId()) ? k.taken() : k)
            .toList());
  }

  private TxProfiles without(Predicate<Kept> gone) {
    return kept.stream().anyMatch(gone)
        ? new TxProfiles(resumes, kept.stream().filter(gone.negate()).toList())
        : this;
  }

  /** Unless the station keeps them itself. */
  static void resumed(Turn turn, Occasion.Said said) {
    JsonView event = said.call().payload();
    boolean persistent =
        turn.state()
            .parts()
            .get(Configuration.class)
            .value("SmartChargingCtrlr", "ChargingProfilePersistence", Profile.TX)
            .filter(told -> told.equalsIgnoreCase("true"))
            .isPresent();
    if (persistent || !event.string("triggerReason").orElse("").equals("TxResumed")) {
      return;
    }
    String transactionId = event.string("transactionInfo", "transactionId").orElse("");
    for (Kept one : turn.state().parts().get(TxProfiles.class).kept()) {
      if (one.accepted() && transactionId.equals(one.transactionId())) {
        turn.submit(
            new Command(
                turn.ids().messageId(),
                Action.of(SET),
                one.payload(),
                turn.now().plus(WAITS),
                one.by()));
      }
    }
  }
}
