// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.access;

import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemEvent.StationAccessSet;
import dev.stationkeeper.server.log.SystemEvent.StationApproved;
import dev.stationkeeper.server.log.SystemEvent.StationKnocked;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordConfirmed;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordDropped;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordRehashed;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordSet;
import dev.stationkeeper.server.log.SystemEvent.StationPasswordStaged;
import dev.stationkeeper.server.log.SystemEvent.StationRegistered;
import dev.stationkeeper.server.log.SystemEvent.StationRemoved;
import dev.stationkeeper.server.log.SystemPart;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** How each station proves who it is, as the log tells it. Thread-safe. */
public final class AccessTable implements SystemPart {
  private static final Set<String> TYPES =
      Set.of(
          "StationRegistered",
          "StationRemoved",
          "StationAccessSet",
          "StationPasswordSet",
          "StationPasswordStaged",
          "StationPasswordConfirmed",
          "StationPasswordDropped",
          "StationPasswordRehashed",
          "StationKnocked",
          "StationApproved");

  private final Map<String, StationAccess> stations = new ConcurrentHashMap<>();
  private final AtomicInteger pending = new AtomicInteger();

  /** Of no station. */
  public AccessTable() {}

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public void apply(SystemEvent event, Instant at) {
    apply(event);
  }

  void apply(SystemEvent event) {
    switch (event) {
      case StationRegistered e -> change(e.station(), StationAccess::asAnnounced);
      case StationRemoved e -> change(e.station(), access -> StationAccess.NONE);
      case StationAccessSet e ->
          change(e.station(), access -> access.with(e.profile(), e.certificateName()));
      case StationPasswordSet e ->
          change(e.station(), access -> access.withPassword(e.passwordHash()));
      case StationPasswordRehashed e ->
          change(e.station(), access -> access.rehashed(e.beforeHash(), e.passwordHash()));
      case StationPasswordStaged e ->
          change(e.station(), access -> access.staging(e.passwordHash(), e.command()));
      case StationPasswordConfirmed e ->
          change(e.station(), access -> access.confirming(e.passwordHash()));
      case StationPasswordDropped e ->
          change(e.station(), access -> access.dropping(e.passwordHash()));
      case StationKnocked e ->
          change(
              e.station(),
              access -> access.isKnown() ? access : access.asPending(e.remoteAddress()));
      case StationApproved e -> change(e.station(), StationAccess::asApproved);
      default -> {
        // Not about stations' access.
      }
    }
  }

  private void change(String station, UnaryOperator<StationAccess> how) {
    stations.compute(
        station,
        (id, before) -> {
          StationAccess was = before == null ? StationAccess.NONE : before;
          StationAccess is = how.apply(was);
          pending.addAndGet((is.pending() ? 1 : 0) - (was.pending() ? 1 : 0));
          return is.equals(StationAccess.NONE) ? null : is;
        });
  }

  @Override
  public void condensed(BiConsumer<SystemEvent, Instant> to) {
    new TreeMap<>(stations)
        .forEach((id, access) -> condensed(id, access, e -> to.accept(e, Instant.EPOCH)));
  }

  private static void condensed(String id, StationAccess access, Consumer<SystemEvent> to) {
    if (access.knockedFrom() != null) {
      to.accept(new StationKnocked(id, access.knockedFrom()));
    }
    if (access.announced()) {
      to.accept(
          access.knockedFrom() != null && !access.pending()
              ? new StationApproved(id)
              : new StationRegistered(id, null, null));
    }
    if (access.profile() != null || access.certificateName() != null) {
      to.accept(new StationAccessSet(id, access.profile(), access.certificateName()));
    }
    if (access.passwordHash() != null) {
      to.accept(new StationPasswordSet(id, access.passwordHash()));
    }
    access
        .staged()
        .forEach(
            staged -> to.accept(new StationPasswordStaged(id, staged.hash(), staged.command())));
  }

  StationAccess find(String station) {
    return stations.getOrDefault(station, StationAccess.NONE);
  }

  /** Those of which anything is known, by id; a view. */
  Map<String, StationAccess> stations() {
    return stations;
  }

  /** How many wait for approval. */
  int pending() {
    return pending.get();
  }
}
