// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.engine.EnginePorts;
import dev.stationkeeper.engine.FreshIds;
import dev.stationkeeper.engine.ScheduledTimers;
import dev.stationkeeper.engine.StationEngines;
import dev.stationkeeper.engine.Transitions;
import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerSpec;
import dev.stationkeeper.eventmanager.PersonMask;
import dev.stationkeeper.eventmanager.SupervisionEvent;
import dev.stationkeeper.eventmanager.ThreadScheduler;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.access.BootSerialCheck;
import dev.stationkeeper.server.access.CommandVault;
import dev.stationkeeper.server.access.ServerKey;
import dev.stationkeeper.server.access.StationAccessBook;
import dev.stationkeeper.server.access.StationGate;
import dev.stationkeeper.server.access.StationPasswords;
import dev.stationkeeper.server.access.UnknownStations;
import dev.stationkeeper.server.ca.CertificateAuthority;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.firmware.FirmwareCheck;
import dev.stationkeeper.server.gateway.Gateway;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.server.log.SystemEvent;
import dev.stationkeeper.server.log.SystemLog;
import dev.stationkeeper.server.metrics.Metrics;
import dev.stationkeeper.server.plugin.Handlers;
import dev.stationkeeper.server.plugin.PluginChanges;
import dev.stationkeeper.server.plugin.PluginScan;
import dev.stationkeeper.server.plugin.PluginWatch;
import dev.stationkeeper.server.tls.ServerTls;
import dev.stationkeeper.server.trace.Ears;
import dev.stationkeeper.server.trace.Tracing;
import dev.stationkeeper.server.view.Views;
import dev.stationkeeper.station.StationMachine;
import dev.stationkeeper.station.event.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: log, read models, engines, handlers, gateway. Thread-safe. What is started later
 * is closed earlier; a start that fails closes what it had started.
 */
public final class StationkeeperNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StationkeeperNode.class);
  private static final Duration ANSWERS_DUE = Duration.ofSeconds(25);
  private static final Duration LAST_EVENTS = Duration.ofSeconds(10);
  private static final Duration PLUGIN_WATCH = Duration.ofSeconds(1);

  private final NodeSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final NodeCounters counters = new NodeCounters();
  private final Metrics metrics = new Metrics();
  private final @Nullable Tracing tracing;
  private final Closings closings = new Closings();
  private final AtomicBoolean started = new AtomicBoolean();

  private final SegmentedLog log;
  private final SystemLog systemLog;
  private final Views views;
  private final HandlerStates handlerStates;
  private final HandlerFeeds feeds;
  private final EventManagers managers;
  private final PluginChanges changes;
  private final PluginScan scan;
  private final SystemState known;
  private final StationAccessBook access;
  private final StationTrust trust;
  private final FirmwareCheck firmware;
  private final StationEngines engines;
  private final Gateway gateway;
  private final LogOperations operations;

  /**
   * Starts a node and returns when stations can connect.
   *
   * @throws IOException when the log cannot be opened or the port not be had
   */
  public static StationkeeperNode start(NodeSettings settings) throws IOException {
    return new StationkeeperNode(settings);
  }

  private StationkeeperNode(NodeSettings settings) throws IOException {
    this.settings = settings;
    this.tracing =
        settings.traces() == null ? null : new Tracing(settings.traces(), clock, counters);
    try {
      closeLater("metrics", metrics);
      if (tracing != null) {
        closeLater("traces", tracing);
      }
      Files.createDirectories(settings.data());
      EventCodec codec = new EventCodec();
      log = SegmentedLog.open(settings.log());
      closeLater("log", log);
      log.meter(metrics.log());
      systemLog = new SystemLog(log, clock);
      closeLater("record of the stop", this::recordStop);
      DerivedData.forgetWhatIsErased(settings.data(), settings.log().folder());
      views =
          Views.open(
              settings.data().resolve("views.db"),
              log,
              settings.trace(),
              new ParkedRecord(systemLog));
      closeLater("read models", views);
      handlerStates =
          new HandlerStates(
              systemLog, log, counters, settings.data().resolve("handler-states.idx"));
      closeLater("handlers' states", handlerStates);
      handlerStates.recover();
      StationLog stationLog = new StationLog(log, codec);
      StationMachine machine = new StationMachine(settings.machinePolicy());
      Transitions transitions = Transitions.of(machine);
      StationStates states =
          new StationStates(log, settings.data().resolve("snapshots.db"), machine, codec);
      closeLater("snapshots' file", states);
      StationStates.Outline outline = states.outline();

      AtomicReference<StationEngines> engineRef = new AtomicReference<>();
      ServerKey key = ServerKey.open(settings.security().keyFile(), new SecureRandom());
      StationPasswords passwords = StationPasswords.of(key, settings.security().keyFile());
      OfferedProfiles offers = new OfferedProfiles(engineRef);
      known = states.system();
      access = StationAccessBook.of(known.access(), systemLog, passwords);
      closeLater("passwords", PasswordChanges.follow(log, codec, settings.data(), access));
      trust = StationTrust.open(settings, key, known.certificates(), systemLog, clock, counters);
      closeLater("trust", trust);
      firmware = FirmwareCheck.open(settings.firmware(), clock, counters);
      feeds =
          new HandlerFeeds(
              log, systemLog, settings.data().resolve("consumers"), PoisonPolicy.DEFAULT);
      Handlers found = HandlerDiscovery.find(settings, counters);
      closeLater("plugins", found.closing());
      managers = managers(found, engineRef, key.derive("pseudonyms"));
      changes =
          new PluginChanges(managers, found, new ChangeLog(systemLog, counters), counters::count);
      closeLater("changes of plugins", changes);
      scan = new PluginScan(changes);
      closeLater("watch over plugins", new PluginWatch(scan, PLUGIN_WATCH));
      StationGate gate =
          new StationGate(
              settings.security(), access, passwords, offers, clock, counters, trust::isRevoked);
      gateway = new Gateway(settings.gateway(), gate, counters, trust.tls());
      ScheduledTimers timers = new ScheduledTimers(clock);
      closeLater("timers", timers);
      ExecutorService engineThreads = closings.pool("engine", settings.threads());
      ExecutorService loader = closings.pool("loader", 1);
      engines =
          new StationEngines(
              new EnginePorts(
                  transitions,
                  new FrameCodec(),
                  stationLog,
                  states.source(),
                  gateway,
                  managers::forStation,
                  timers,
                  new FreshIds(outline.transactionId(), clock.instant()),
                  clock,
                  engineThreads,
                  loader,
                  counters,
                  settings.limits(),
                  new CommandVault(key, new SecureRandom(), access),
                  tracing == null ? metrics.traffic() : Ears.both(metrics.traffic(), tracing)));
      engineRef.set(engines);
      access.listen(engines::holdTo);
      outline.connections().forEach((id, last) -> engines.known(new StationId(id), last));
      SnapshotKeeper snapshots = states.keep(engines);
      closeLater("snapshots", snapshots::close);
      operations =
          new LogOperations(
              log, systemLog, views, states, snapshots, engines, settings.log().folder());
      closeLater("engines", () -> engines.awaitIdle(LAST_EVENTS));
      closeLater("retention", operations.eraseByAge(settings, known, clock, counters));
      trust.cutRevoked(gate, engines, gateway);
      NodeFigures.of(metrics, this);
      gateway.start(new BootSerialCheck(engines, gate, gateway::close));
      closeLater("gateway", gateway);
      closeLater("reading of states", states.wakeAll(engines));
      closeLater("answers that are due", this::answerWhatIsDue);
      record(new SystemEvent.ServerStarted(version(), settings.name()));
      started.set(true);
      LOG.info(
          "Stations are served at ws://{}:{}/ocpp/ ({} known)",
          settings.gateway().bind(),
          gateway.port(),
          engines.size());
      LOG.info("The start took {}", closings.phases().tell());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private EventManagers managers(
      Handlers found, AtomicReference<StationEngines> engineRef, String pseudonyms) {
    ThreadScheduler scheduler = new ThreadScheduler(clock);
    closeLater("handlers' timers", scheduler);
    AtomicReference<EventManagers> self = new AtomicReference<>();
    SupervisionRecord supervision =
        new SupervisionRecord(
            systemLog,
            counters,
            (station, occurrence) -> self.get().forStation(station).publish(occurrence),
            clock);
    EventManagers made =
        EventManagers.builder(scheduler)
            .services(
                new NodeServices(
                    views,
                    systemLog,
                    handlerStates,
                    clock,
                    counters,
                    settings.data().resolve("handlers"),
                    new ServerPicture(settings, feeds),
                    firmware,
                    engineRef::get))
            .listener(
                event -> {
                  supervision.on(event);
                  if (event instanceof SupervisionEvent.CanaryAborted aborted) {
                    changes.canaryAborted(aborted.handler(), aborted.reason());
                  }
                })
            .feeds(feeds)
            .meter(tracing == null ? metrics.handlers() : Ears.both(metrics.handlers(), tracing))
            .policy(settings.supervision())
            .mask(new PersonMask(pseudonyms.getBytes(StandardCharsets.US_ASCII)))
            .build();
    self.set(made);
    closeLater("handlers", made);
    if (settings.security().unknownStations() == UnknownStations.PENDING || access.hasPending()) {
      made.install(ApprovalHandler.spec(access));
    }
    trust.handlers(access).forEach(made::install);
    for (HandlerSpec spec : found.handlers()) {
      made.install(spec);
      LOG.info("Handler {} {} is installed", spec.id(), spec.version());
    }
    return made;
  }

  private void answerWhatIsDue() {
    gateway.shut();
    if (!engines.awaitIdle(ANSWERS_DUE)) {
      counters.count("shutdown_with_open_answers");
      LOG.warn("Not every answer that was due could be given");
    }
  }

  private static String version() {
    String version = StationkeeperNode.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private void record(SystemEvent event) {
    systemLog.append(event, null).toCompletableFuture().join();
  }

  private void recordStop() {
    if (started.get()) {
      record(new SystemEvent.ServerStopped("in order"));
    }
  }

  private void closeLater(String what, AutoCloseable how) {
    closings.later(what, how);
  }

  /** The port for stations. */
  public int ocppPort() {
    return gateway.port();
  }

  /** The port for stations under TLS; -1 when there is none. */
  public int ocppTlsPort() {
    return gateway.tlsPort();
  }

  /** How stations prove who they are. */
  public StationAccessBook access() {
    return access;
  }

  /** What is known of the system: users, settings on record. */
  public SystemState known() {
    return known;
  }

  /** The built-in certificate authority; null when there is none. */
  public @Nullable CertificateAuthority authority() {
    return trust.authority();
  }

  /** The server's side of TLS; null when there is none. */
  public @Nullable ServerTls serverTls() {
    return trust.tls();
  }

  /** What looks at firmware before updates are sent. */
  public FirmwareCheck firmware() {
    return firmware;
  }

  /** The stations' engines: states, commands. */
  public StationEngines engines() {
    return engines;
  }

  /** The read models. */
  public Views views() {
    return views;
  }

  /** The event log. */
  public SegmentedLog log() {
    return log;
  }

  /** Verifies log, states, snapshots and read models while everything goes on. Blocks. */
  public DataCheck.Report check() throws IOException {
    return new DataCheck(log, settings.data(), stream -> StationStates.present(engines, stream))
        .run();
  }

  /** What may be done to the log meanwhile. */
  public LogOperations logOperations() {
    return operations;
  }

  /** What belongs to no station. */
  public SystemLog systemLog() {
    return systemLog;
  }

  /** The handlers. */
  public EventManagers handlers() {
    return managers;
  }

  /** Changes of the handlers' loads. */
  public PluginChanges changes() {
    return changes;
  }

  /** Takes what is new in the plugins directory. */
  public PluginScan scan() {
    return scan;
  }

  /** The consumers among the handlers: checkpoints and lag. */
  public HandlerFeeds feeds() {
    return feeds;
  }

  /** The gateway of the stations. */
  Gateway gateway() {
    return gateway;
  }

  /** What is measured. */
  public Metrics metrics() {
    return metrics;
  }

  /** What was counted. */
  public NodeCounters counters() {
    return counters;
  }

  /**
   * Ends the node in order: no new stations, answers that are due, sockets with 1001, last events,
   * handlers, read models, log. Blocks; a second call does nothing.
   */
  @Override
  public void close() {
    closings.close();
  }
}
