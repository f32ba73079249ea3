// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.ProfileReadiness;
import dev.stationkeeper.server.access.ServerKey;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.access.StationPasswords;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.ca.IssuedCertificates;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.view.Views;
import dev.stationkeeper.station.Command;
import dev.stationkeeper.station.CommandStatus;
import dev.stationkeeper.station.Input;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real log with real read models, and stations whose answers the test decides. */
public final class TestStations implements LiveStations, AutoCloseable {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final SegmentedLog log;
  private final StationLog stationLog;
  private final Views views;
  private final StationPasswords passwords;
  private final Map<StationId, Socket> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();

  /** Commands in the order in which they were submitted. */
  final List<Command> submitted = new CopyOnWriteArrayList<>();

  /** The same, for tests of other packages. */
  public List<Command> submitted() {
    return submitted;
  }

  /** Commands that somebody wanted dropped. */
  final List<String> cancelled = new ArrayList<>();

  /** What somebody told of the ends of transactions. */
  final List<Input.TransactionPutRight> corrected = new ArrayList<>();

  /** What stations answer; nobody answers until it is completed. */
  volatile CompletableFuture<Standing> answer = new CompletableFuture<>();

  public TestStations(Path folder) {
    try {
      log = SegmentedLog.open(LogSettings.in(folder.resolve("log")));
      SecureRandom random = new SecureRandom();
      passwords =
          new StationPasswords(
              ServerKey.open(folder.resolve("secrets/key"), random),
              ServerKey.quick(folder.resolve("secrets/key"), random),
              random);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    stationLog = new StationLog(log, new EventCodec());
    views = Views.open(folder.resolve("views.db"), log);
  }

  /** What the API serves of it. */
  public ApiSources sources() {
    return sources(null);
  }

  /** The same with that built-in authority. */
  public ApiSources sources(@Nullable CertificateAuthority authority) {
    SystemLog system = new SystemLog(log, Clock.systemUTC());
    StationAccessBook access = StationAccessBook.open(log, system, passwords);
    return new ApiSources(
        log,
        system,
        stationLog,
        views,
        this,
        new StationMachine(),
        new CatalogueCheck(),
        () -> "c" + ids.incrementAndGet(),
        () -> NOON,
        access,
        0,
        new ProfileReadiness(access, false, false),
        authority);
  }

  /** An authority that keeps its keys in {@code file} and what it does in the log. */
  public CertificateAuthority authority(Path file) throws IOException {
    return CertificateAuthority.open(
        file,
        "secret",
        "",
        InstantSource.system(),
        IssuedCertificates.open(
            log, new SystemLog(log, Clock.systemUTC()), InstantSource.system()));
  }

  /** Something happened to a station; returns when it is on disk. */
  void appended(String station, StationEvent... events) {
    StationId id = new StationId(station);
    List<EventLog.NewEvent> batch = new ArrayList<>();
    for (StationEvent event : events) {
      batch.add(new EventLog.NewEvent(event, NOON, Cause.NONE));
    }
    stationLog.append(id, log.lastSequence(station), batch).toCompletableFuture().join();
  }

  /** Something happened to a station; returns when the read models know. */
  public void happened(String station, StationEvent... events) {
    appended(station, events);
    try {
      if (!views.await(log.position(), Duration.ofSeconds(20))) {
        throw new AssertionError("the read models do not follow");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A station connects with that version. */
  public void connect(String station, OcppVersion version) {
    sockets.put(new StationId(station), new Socket(true, version, NOON));
    happened(station, new StationEvent.ConnectionOpened(1, version.number(), "192.0.2.9"));
  }

  /** Every command is answered so. */
  public void answerWith(CommandStatus status, String response) {
    answer.complete(new Standing("c1", status, JsonView.parse(response)));
  }

  SegmentedLog log() {
    return log;
  }

  @Override
  public Optional<Socket> find(StationId station) {
    return Optional.ofNullable(sockets.get(station));
  }

  @Override
  public void putRight(StationId station, Input.TransactionPutRight right) {
    corrected.add(right);
  }

  @Override
  public Submission submit(StationId station, Command command) {
    submitted.add(command);
    happened(
        station.value(),
        new StationEvent.CommandQueued(
            command.id(),
            command.action().name(),
            command.payload(),
            command.expiresAt(),
            command.by()));
    Standing queued = new Standing(command.id(), CommandStatus.QUEUED, JsonView.EMPTY);
    return new Submission(CompletableFuture.completedStage(queued), answer);
  }

  @Override
  public void cancel(StationId station, String commandId, String by) {
    cancelled.add(commandId);
  }

  @Override
  public void close() {
    views.close();
    try {
      log.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
