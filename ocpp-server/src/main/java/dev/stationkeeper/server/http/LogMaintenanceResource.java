// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.log.ArchiveRange;
import dev.stationkeeper.server.log.LogErasure;
import dev.stationkeeper.server.node.LogOperations;
import dev.stationkeeper.server.node.Retention;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Archives and erases in the log of a server that runs, one at a time, beside everything else. */
final class LogMaintenanceResource implements Resource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogMaintenanceResource.class);

  private final LogOperations operations;
  private final InstantSource clock;
  private final LongWork work = new LongWork();
  private Maintenance last = new Maintenance("none", "never", null, null, 0, 0, 0, null);

  LogMaintenanceResource(LogOperations operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  /**
   * What was done last, or is being done.
   *
   * @param operation none, archive or erasure
   * @param status never, running, done or failed
   * @param segments that were moved
   * @param identifiers that have a pseudonym now
   * @param places in which one stood
   * @param reason why it failed; null when it did not
   */
  record Maintenance(
      String operation,
      String status,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      int segments,
      int identifiers,
      long places,
      @Nullable String reason) {}

  /**
   * Where older segments go.
   *
   * @param folder on the server
   * @param from the first event that may go, by position or time; the first of all when absent
   * @param before only events before that position or time; no end when absent
   * @param keep so many of the latest segments stay; when absent 1 with a range, 8 without
   */
  record Archiving(
      String folder, @Nullable String from, @Nullable String before, @Nullable Integer keep) {}

  private interface Work {
    Maintenance done(Maintenance begun) throws Exception;
  }

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/log/";
    return List.of(
        Route.of(Verb.GET, path + "maintenance", "Shows the latest archiving or erasure")
            .tagged("Log")
            .answers(200, Maintenance.class)
            .served(x -> Reply.ok(last())),
        Route.of(Verb.GET, path + "retention", "Shows how erasing tokens by age stands")
            .tagged("Log")
            .answers(200, Retention.Status.class)
            .served(x -> Reply.ok(operations.retention())),
        Route.of(
                Verb.POST,
                path + "archive",
                "Begins to move older segments to a folder of the server; they stay readable")
            .tagged("Log")
            .needs(Role.ADMIN)
            .takes(Archiving.class)
            .answers(202, Maintenance.class)
            .served(this::archive),
        Route.of(
                Verb.POST,
                path + "erasure",
                "Begins to put pseudonyms in the place of a token, of a station's, or of all")
            .tagged("Log")
            .needs(Role.ADMIN)
            .takes(LogOperations.Erasure.class)
            .answers(202, Maintenance.class)
            .served(this::erase));
  }

  private Reply archive(Exchange x) {
    Archiving wanted = x.body(Archiving.class);
    if (wanted.folder() == null || wanted.folder().isBlank()) {
      throw ApiException.badRequest("An archive needs a folder.");
    }
    ArchiveRange range;
    try {
      range = ArchiveRange.of(wanted.from(), wanted.before(), wanted.keep());
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("No range of the log: " + e.getMessage());
    }
    String by = x.principal().name();
    return begin(
        "archive",
        begun -> done(begun, operations.archive(Path.of(wanted.folder()), range, by), 0, 0));
  }

  private Reply erase(Exchange x) {
    LogOperations.Erasure wanted = x.body(LogOperations.Erasure.class);
    String by = x.principal().name();
    return begin(
        "erasure",
        begun -> {
          LogErasure.Result result = operations.erase(wanted, by);
          return done(begun, 0, result.identifiers(), result.places());
        });
  }

  private Maintenance done(Maintenance begun, int segments, int identifiers, long places) {
    return new Maintenance(
        begun.operation(),
        "done",
        begun.startedAt(),
        clock.instant(),
        segments,
        identifiers,
        places,
        null);
  }

  /** Waits for an archiving or an erasure that runs. */
  @Override
  public void close() {
    work.close();
  }

  private synchronized Maintenance last() {
    return last;
  }

  private synchronized Reply begin(String operation, Work wanted) {
    if (last.status().equals("running")) {
      throw ApiException.conflict("An " + last.operation() + " runs already.");
    }
    Maintenance begun = new Maintenance(operation, "running", clock.instant(), null, 0, 0, 0, null);
    last = begun;
    work.begin("log-" + operation, () -> run(begun, wanted));
    return new Reply(202, begun);
  }

  private void run(Maintenance begun, Work wanted) {
    Maintenance done;
    try {
      done = wanted.done(begun);
    } catch (Exception e) {
      LOG.error("The {} of the log failed", begun.operation(), e);
      done =
          new Maintenance(
              begun.operation(),
              "failed",
              begun.startedAt(),
              clock.instant(),
              0,
              0,
              0,
              String.valueOf(e.getMessage()));
    }
    synchronized (this) {
      last = done;
    }
  }
}
