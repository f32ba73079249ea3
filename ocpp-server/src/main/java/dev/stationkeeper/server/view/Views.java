// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.view;

import dev.stationkeeper.server.consumer.Follower;
import dev.stationkeeper.server.consumer.PoisonPolicy;
import dev.stationkeeper.server.log.LogRecord;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.station.event.EventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All read models of one server and what keeps them up to date. Thread-safe. */
public final class Views implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);

  /** A projection that is further behind than this gets a follower of its own. */
  private static final long FAR_BEHIND = 100_000;

  private final SegmentedLog log;
  private final ViewDatabase database;

  /** The message trace is most of what is written, so it has a file and a thread of its own. */
  private final ViewDatabase trace;

  private final EventCodec codec = new EventCodec();
  private final PoisonPolicy poison;
  private final List<Projection> projections;

  private final Followers followers = new Followers();

  private final Parked parked;
  private final TokenMemory tokens;

  private Views(
      Path file,
      SegmentedLog log,
      List<Projection> projections,
      PoisonPolicy poison,
      Parked parked) {
    this.parked = parked;
    this.database = ViewDatabase.open(file);
    this.trace = ViewDatabase.open(traceBeside(file));
    this.log = log;
    this.projections = projections;
    this.poison = poison;
    this.tokens =
        projections.stream()
            .filter(AccessProjection.class::isInstance)
            .map(one -> ((AccessProjection) one).tokens())
            .findFirst()
            .orElseGet(TokenMemory::new);
  }

  /**
   * Opens the read models in {@code file} and the message trace beside it, which are made when they
   * are not there, and has them follow {@code log}. A read model of another version, or one that is
   * ahead of the log, is made again.
   */
  public static Views open(Path file, SegmentedLog log) {
    return open(file, log, TraceBounds.DEFAULT, (readModel, event, reason) -> {});
  }

  /** The same; {@code parked} is told of events that a read model goes without. */
  public static Views open(Path file, SegmentedLog log, TraceBounds bounds, Parked parked) {
    List<Projection> projections =
        projections(new MessagesProjection(bounds, new TraceBegin(log, bounds)::position));
    return open(file, log, projections, PoisonPolicy.DEFAULT, parked);
  }

  /** Where the message trace lies when the other read models lie in {@code file}. */
  static Path traceBeside(Path file) {
    return file.resolveSibling("trace.db");
  }

  /** The files of the read models in a data folder; all can be deleted while no server runs. */
  public static List<Path> files(Path data) {
    Path file = data.resolve("views.db");
    return List.of(file, traceBeside(file));
  }

  /** Is told of an event that a read model cannot digest, on the thread that feeds it. */
  @FunctionalInterface
  public interface Parked {
    /** Must not throw. */
    void parked(String readModel, LogRecord event, String reason);
  }

  /** All projections of this build, fresh ones. */
  static List<Projection> projections(TraceBounds bounds) {
    return projections(new MessagesProjection(bounds));
  }

  private static List<Projection> projections(MessagesProjection trace) {
    return List.of(
        new StationsProjection(),
        new TransactionsProjection(),
        new CommandsProjection(),
        trace,
        new VariablesProjection(),
        new MonitorsProjection(),
        new FlowsProjection(),
        new CertificatesProjection(),
        new AlarmsProjection(),
        new AccessProjection(),
        new AuditProjection(),
        new TasksProjection());
  }

  static Views open(
      Path file, SegmentedLog log, List<Projection> projections, PoisonPolicy poison) {
    return open(file, log, projections, poison, (readModel, event, reason) -> {});
  }

  private static Views open(
      Path file,
      SegmentedLog log,
      List<Projection> projections,
      PoisonPolicy poison,
      Parked parked) {
    Views views = new Views(file, log, projections, poison, parked);
    try {
      views.start();
      return views;
    } catch (Exception e) {
      views.close();
      throw new ViewException("cannot open the read models in " + file, e);
    }
  }

  private void start() throws Exception {
    List<Projection> near = new ArrayList<>();
    for (Projection projection : projections) {
      ViewDatabase home = home(projection);
      home.prepare(projection);
      if (home.checkpoint(projection) > log.position()) {
        LOG.warn("Read model {} is ahead of the log and is made again", projection.name());
        home.reset(projection);
      }
      near.add(projection);
    }
    long newest = near.stream().mapToLong(p -> home(p).checkpoint(p)).max().orElse(0);
    for (Projection projection : projections) {
      if (isOfTrace(projection) || newest - database.checkpoint(projection) > FAR_BEHIND) {
        near.remove(projection);
        follow(projection.name(), List.of(projection));
      }
    }
    if (!near.isEmpty()) {
      follow("views", List.copyOf(near));
    }
  }

  private static boolean isOfTrace(Projection projection) {
    return projection instanceof MessagesProjection;
  }

  private ViewDatabase home(Projection projection) {
    return isOfTrace(projection) ? trace : database;
  }

  private void follow(String name, List<Projection> fed) throws Exception {
    Projector projector = new Projector(name, home(fed.getFirst()), fed, codec, this::tell);
    followers.add(Follower.start(log, projector, poison), fed);
  }

  private void tell(String projection, LogRecord event, String reason) {
    LOG.error("Read model {} goes without event {}: {}", projection, event.position(), reason);
    parked.parked(projection, event, reason);
  }

  /** The stations. */
  public StationsView stations() {
    return new StationsView(database);
  }

  /** The transactions with their meter values. */
  public TransactionsView transactions() {
    return new TransactionsView(database, codec);
  }

  /** The commands. */
  public CommandsView commands() {
    return new CommandsView(database);
  }

  /** The device models. */
  public VariablesView variables() {
    return new VariablesView(database);
  }

  /** The monitors. */
  public MonitorsView monitors() {
    return new MonitorsView(database);
  }

  /** The certificates in the stations. */
  public CertificatesView certificates() {
    return new CertificatesView(database);
  }

  /** The flows, reservations among them. */
  public FlowsView flows() {
    return new FlowsView(database);
  }

  /** The alarms. */
  public AlarmsView alarms() {
    return new AlarmsView(database);
  }

  /** Who did what. */
  public AuditView audit() {
    return new AuditView(database);
  }

  /** The tokens. */
  public TokensView tokens() {
    return new TokensView(database, tokens);
  }

  /** How often tokens were looked for in memory and in the file. */
  public TokenMemory tokenMemory() {
    return tokens;
  }

  /** The users of the API. */
  public UsersView users() {
    return new UsersView(database);
  }

  /** The message trace. */
  public MessagesView messages() {
    return new MessagesView(trace);
  }

  /** The commands to many stations. */
  public TasksView tasks() {
    return new TasksView(database);
  }

  /** Numbers of everything. */
  public OverviewView overview() {
    return new OverviewView(database);
  }

  /** The events, straight from the log. */
  public EventsView events() {
    return new EventsView(log);
  }

  /** How many events each read model is behind the log, by name. */
  public Map<String, Long> lag() {
    return followers.lag();
  }

  /**
   * A read model.
   *
   * @param position of the last event that it shows
   * @param lag how many events the log is ahead
   * @param parked how many events it goes without
   */
  public record Status(String name, int version, long position, long lag, long parked) {}

  /** All read models, and how far each has come: also the progress of a rebuild. */
  public List<Status> status() {
    return projections.stream()
        .map(
            projection -> {
              ViewDatabase home = home(projection);
              long position = home.checkpoint(projection);
              long without =
                  home.find(
                          row -> row.number("n"),
                          "SELECT count(*) AS n FROM parked WHERE projection = ?",
                          projection.name())
                      .orElse(0L);
              return new Status(
                  projection.name(),
                  projection.version(),
                  position,
                  Math.max(0, log.position() - position),
                  without);
            })
        .toList();
  }

  /** Events that a read model could not digest and goes without, by position. */
  public List<ParkedEvent> parked() {
    return Stream.of(database, trace)
        .flatMap(
            one ->
                one
                    .query(
                        row ->
                            new ParkedEvent(
                                row.text("projection"), row.number("position"), row.text("reason")),
                        "SELECT * FROM parked ORDER BY position LIMIT 1000")
                    .stream())
        .sorted(Comparator.comparingLong(ParkedEvent::position))
        .limit(1000)
        .toList();
  }

  /** An event that a read model goes without, until it is made again. */
  public record ParkedEvent(String readModel, long position, String reason) {}

  /**
   * Waits until every read model shows the event at {@code position}: for who wants to read what he
   * wrote.
   *
   * @return false when they do not by then
   */
  public boolean await(long position, Duration atMost) throws InterruptedException {
    return followers.await(atMost, (follower, left) -> follower.await(position, left));
  }

  /** The same for who tells others what they may read then: events go on coming together. */
  public boolean awaitUnhurried(long position, Duration atMost) throws InterruptedException {
    return followers.await(atMost, (follower, left) -> follower.awaitUnhurried(position, left));
  }

  /**
   * Makes a read model again from the log, while the server runs and the others go on. Returns when
   * it has begun; {@link #lag} tells how far it is.
   *
   * @throws IllegalArgumentException when no read model has that name
   */
  public synchronized void rebuild(String name) {
    Projection projection =
        projections.stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no read model " + name + "; there are " + names()));
    try {
      for (Followers.Ended ended : followers.endThatOf(projection)) {
        List<Projection> others = new ArrayList<>(ended.fed());
        others.remove(projection);
        if (!others.isEmpty()) {
          follow(ended.name(), List.copyOf(others));
        }
      }
      home(projection).reset(projection);
      projection.forget(); // last: who reads meanwhile may still remember what was there
      follow(projection.name(), List.of(projection));
    } catch (Exception e) {
      throw new ViewException("cannot rebuild the read model " + name, e);
    }
  }

  /**
   * Makes all read models again from the log, in one pass. What they had is gone when this returns.
   */
  public synchronized void rebuildAll() {
    try {
      followers.close();
      for (Projection projection : projections) {
        home(projection).reset(projection);
        projection.forget();
      }
      database.shrink();
      trace.shrink();
      start();
    } catch (Exception e) {
      throw new ViewException("cannot rebuild the read models", e);
    }
  }

  /** The read models. */
  public List<String> names() {
    return projections.stream().map(Projection::name).toList();
  }

  @Override
  public void close() {
    followers.close();
    database.close();
    trace.close();
  }
}
