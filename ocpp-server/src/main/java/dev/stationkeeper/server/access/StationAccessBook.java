// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.NotKeptException;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.StationAccessSet;
import dev.stationkeeper.server.log.SystemEvent.StationApproved;
import dev.stationkeeper.server.log.SystemEvent.StationKnocked;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordConfirmed;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordDropped;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordRehashed;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordSet;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordStaged;
import dev.stationkeeper.server.log.SystemFold;
import dev.stationkeeper.server.log.SystemLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How each station proves who it is: events of the log, folded into memory at the start, because a
 * handshake must not wait for a read model. Thread-safe. Changes block until they are on disk,
 * except those that a handshake makes.
 */
public final class StationAccessBook implements StationCredentials {
  private static final Logger LOG = LoggerFactory.getLogger(StationAccessBook.class);

  private final AccessTable table;
  private final SystemLog log;
  private final StationPasswords passwords;
  private volatile Agreements agreements = (station, profile) -> {};

  private StationAccessBook(AccessTable table, SystemLog log, StationPasswords passwords) {
    this.table = table;
    this.log = log;
    this.passwords = passwords;
  }

  /** Goes on with what {@code table} knows; changes go to {@code system}, and into it. */
  public static StationAccessBook of(
      AccessTable table, SystemLog system, StationPasswords passwords) {
    return new StationAccessBook(table, system, passwords);
  }

  /** Folds what {@code log} knows. Blocks while it reads the whole stream of system events. */
  public static StationAccessBook open(
      SegmentedLog log, SystemLog system, StationPasswords passwords) {
    return of(SystemFold.all(log, new AccessTable()), system, passwords);
  }

  /** What an operator may see of a station's access. */
  public record Shown(
      @Nullable Integer profile,
      @Nullable String certificateName,
      boolean hasPassword,
      boolean passwordStaged,
      boolean pending,
      @Nullable String knockedFrom) {}

  /** A station that waits for approval, and where it came from. */
  public record Waiting(String id, @Nullable String knockedFrom) {}

  /** What an operator may see; of a station that is not known, that there is nothing. */
  public Shown show(StationId station) {
    StationAccess access = find(station);
    return new Shown(
        access.profile(),
        access.certificateName(),
        access.passwordHash() != null,
        !access.staged().isEmpty(),
        access.pending(),
        access.knockedFrom());
  }

  /** Those that wait for approval, by id. */
  public List<Waiting> waiting() {
    return table.stations().entrySet().stream()
        .filter(e -> e.getValue().pending())
        .map(e -> new Waiting(e.getKey(), e.getValue().knockedFrom()))
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .toList();
  }

  /** True while an operator has not approved it. */
  public boolean isPending(StationId station) {
    return find(station).pending();
  }

  /** True when some station waits for approval. */
  public boolean hasPending() {
    return table.pending() > 0;
  }

  StationAccess find(StationId station) {
    return table.find(station.value());
  }

  /**
   * Sets profile and name; null takes back to the default. Who listens is told of a profile of the
   * station's own.
   */
  public void set(
      StationId station, @Nullable Integer profile, @Nullable String certificateName, String by) {
    append(new StationAccessSet(station.value(), profile, certificateName), by);
    if (profile != null) {
      agreements.agreed(station, profile);
    }
  }

  /** Hears of profiles that are agreed with stations. */
  @FunctionalInterface
  public interface Agreements {
    /** From now on the station comes with that profile. */
    void agreed(StationId station, int profile);
  }

  /** The one who is told. */
  public void listen(Agreements listener) {
    agreements = listener;
  }

  /** Gives a station the password that a person chose; the old one is good no more. Slow. */
  public void setChosen(StationId station, String password, String by) {
    append(new StationPasswordSet(station.value(), passwords.hashOfChosen(password)), by);
  }

  /**
   * Gives a station a fresh password; the old one is good no more.
   *
   * @return the password, to be shown once
   */
  public String setGenerated(StationId station, String by) {
    String password = passwords.generate();
    append(new StationPasswordSet(station.value(), passwords.hashOfGenerated(password)), by);
    return password;
  }

  /** Lets a station in that had knocked. */
  public void approve(StationId station, String by) {
    append(new StationApproved(station.value()), by);
  }

  @Override
  public String stage(StationId station, String by) {
    String password = passwords.generate();
    append(
        new StationPasswordStaged(station.value(), passwords.hashOfGenerated(password), null), by);
    return password;
  }

  @Override
  public void stage(StationId station, String password, String command, String by) {
    append(
        new StationPasswordStaged(station.value(), passwords.hashOfChosen(password), command), by);
  }

  @Override
  public void settle(StationId station, String command, boolean taken) {
    find(station).staged().stream()
        .filter(staged -> command.equals(staged.command()))
        .findFirst()
        .ifPresent(
            staged -> {
              if (taken) {
                confirm(station, "accepted by the station", staged.hash());
              } else {
                drop(station, "not taken by the station", staged.hash());
              }
            });
  }

  @Override
  public void confirm(StationId station, String by) {
    newest(station).ifPresent(staged -> confirm(station, by, staged.hash()));
  }

  private void confirm(StationId station, String by, String hash) {
    append(new StationPasswordConfirmed(station.value(), by, hash), by);
  }

  @Override
  public void drop(StationId station, String reason) {
    newest(station).ifPresent(staged -> drop(station, reason, staged.hash()));
  }

  private void drop(StationId station, String reason, String hash) {
    append(new StationPasswordDropped(station.value(), reason, hash), null);
  }

  private Optional<StationAccess.Staged> newest(StationId station) {
    List<StationAccess.Staged> staged = find(station).staged();
    return staged.isEmpty() ? Optional.empty() : Optional.of(staged.getLast());
  }

  /**
   * A station that is not known wants in.
   *
   * @return false when {@code most} wait already
   */
  boolean knock(StationId station, String remoteAddress, int most) {
    if (find(station).isKnown()) {
      return true;
    }
    if (table.pending() >= most) {
      return false;
    }
    note(new StationKnocked(station.value(), remoteAddress), null);
    return true;
  }

  /** The station has used that one of its staged passwords. */
  void used(StationId station, String hash) {
    note(new StationPasswordConfirmed(station.value(), "used by the station", hash), null);
  }

  /** The station's password was right; it is kept so that the next check of it is quick. */
  void rehashed(StationId station, String before, String after) {
    note(new StationPasswordRehashed(station.value(), before, after), null);
  }

  /** The station has come with a higher profile that it was offered: that is agreed from now on. */
  void raised(StationId station, int profile) {
    note(
        new StationAccessSet(station.value(), profile, find(station).certificateName()),
        "raised over OCPP");
  }

  /** Takes note of what was appended by another. */
  public void appended(SystemEvent event) {
    table.apply(event);
  }

  /** Appends without waiting: a handshake does not wait for the disk. */
  void note(SystemEvent event, @Nullable String by) {
    table.apply(event);
    var _ =
        log.append(event, by)
            .whenComplete(
                (position, failure) -> {
                  if (failure != null) {
                    LOG.error("Not on record: {}", event.getClass().getSimpleName(), failure);
                  }
                });
  }

  private void append(SystemEvent event, @Nullable String by) {
    try {
      log.append(event, by).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new NotKeptException(e.getCause() == null ? e : e.getCause());
    }
    table.apply(event);
  }
}
