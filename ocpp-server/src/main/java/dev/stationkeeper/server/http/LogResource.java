// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.identity.Role;
import dev.stationkeeper.server.node.DataCheck;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies the log of a server that runs, one run at a time, beside everything else. */
final class LogResource implements Resource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogResource.class);

  private final Callable<DataCheck.Report> check;
  private final InstantSource clock;
  private final LongWork work = new LongWork();
  private Verification last = new Verification("never", null, null, 0, 0, 0, List.of());

  LogResource(Callable<DataCheck.Report> check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
  }

  /**
   * A verification.
   *
   * @param status never, running, clean, problems or failed
   * @param problems how many
   * @param findings what is wrong, the first thousand of each kind
   */
  record Verification(
      String status,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      long events,
      long streams,
      long problems,
      List<String> findings) {}

  @Override
  public List<Route> routes() {
    String path = ApiServer.PREFIX + "/log/verification";
    return List.of(
        Route.of(Verb.GET, path, "Shows the latest verification of the log")
            .tagged("Log")
            .answers(200, Verification.class)
            .served(x -> Reply.ok(last())),
        Route.of(
                Verb.POST,
                path,
                "Begins to verify the log: checksums, gaps; states, snapshots, read models")
            .tagged("Log")
            .needs(Role.ADMIN)
            .answers(202, Verification.class)
            .served(x -> new Reply(202, begin())));
  }

  /** Waits for a verification that runs. */
  @Override
  public void close() {
    work.close();
  }

  private synchronized Verification last() {
    return last;
  }

  private synchronized Verification begin() {
    if (last.status().equals("running")) {
      throw ApiException.conflict("A verification runs already.");
    }
    last = new Verification("running", clock.instant(), null, 0, 0, 0, List.of());
    Instant started = last.startedAt();
    work.begin("log-verification", () -> run(started));
    return last;
  }

  private void run(@Nullable Instant started) {
    Verification done;
    try {
      done = done(started, check.call());
    } catch (Exception e) {
      LOG.error("The log could not be verified", e);
      done = failed(started, e);
    }
    synchronized (this) {
      last = done;
    }
  }

  private Verification done(@Nullable Instant started, DataCheck.Report report) {
    List<String> findings = new ArrayList<>(report.readModels());
    report
        .log()
        .findings()
        .forEach(f -> findings.add("position " + f.position() + ": " + f.what()));
    report.log().damages().forEach(damage -> findings.add(damage.toString()));
    return new Verification(
        report.isClean() ? "clean" : "problems",
        started,
        clock.instant(),
        report.log().events(),
        report.log().streams(),
        report.log().problems() + report.log().damages().size() + report.readModels().size(),
        findings);
  }

  private Verification failed(@Nullable Instant started, Exception e) {
    return new Verification(
        "failed", started, clock.instant(), 0, 0, 0, List.of(String.valueOf(e.getMessage())));
  }
}
