// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.view.OverviewView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of everything, for the first page. Counted at most once a second, whoever asks. */
final class OverviewResource implements Resource {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final OverviewView view;
  private final SegmentedLog log;
  private final InstantSource clock;
  private @Nullable Overview last;

  OverviewResource(OverviewView view, SegmentedLog log, InstantSource clock) {
    this.view = view;
    this.log = log;
    this.clock = clock;
  }

  /**
   * @param at when it was counted
   * @param position of the log, to follow the events from there
   */
  record Overview(Instant at, long position, OverviewView.Counts counts) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ApiServer.PREFIX + "/overview", "Counts stations and what they do")
            .tagged("Stations")
            .answers(200, Overview.class)
            .served(x -> Reply.ok(overview())));
  }

  private synchronized Overview overview() {
    Instant now = clock.instant();
    if (last == null || now.isAfter(last.at().plus(FRESH)) || now.isBefore(last.at())) {
      last = new Overview(now, log.position(), view.count());
    }
    return last;
  }
}
