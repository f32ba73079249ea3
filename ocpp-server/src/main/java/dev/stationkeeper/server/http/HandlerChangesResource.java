// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import dev.stationkeeper.eventmanager.EventManagers;
import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.eventmanager.ShadowReport;
import dev.stationkeeper.server.plugin.PluginChanges;
import dev.stationkeeper.server.plugin.PluginScan;
import dev.stationkeeper.server.plugin.ScanResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Changes of a handler's load while stations stay connected. */
final class HandlerChangesResource implements Resource {
  private final EventManagers managers;
  private final PluginChanges changes;
  private final PluginScan scan;

  HandlerChangesResource(EventManagers managers, PluginChanges changes, PluginScan scan) {
    this.managers = managers;
    this.changes = changes;
    this.scan = scan;
  }

  /**
   * @param jar name of a jar or folder in the plugins directory; the newest that has the handler
   *     when absent
   */
  record From(@Nullable String jar) {}

  /**
   * @param jar as in {@link From}
   * @param percent of the stations, 1 to 99
   */
  record CanaryFrom(@Nullable String jar, int percent) {}

  /** How the handler stands now; a change that was rolled back is a problem instead. */
  record Changed(String name, String version, String canary, String shadow) {}

  /** What a scan did, in order. */
  record ScanPage(List<ScanResult> items, @Nullable String next) {}

  /** Begins a change. */
  private interface Change {
    CompletionStage<Optional<String>> begin(HandlerId handler, String by);
  }

  @Override
  public List<Route> routes() {
    String all = ApiServer.PREFIX + "/handlers";
    String one = all + "/{name}";
    return List.of(
        Route.of(Verb.POST, all + "/scan", "Takes what is new in the plugins directory")
            .tagged("Handlers")
            .answersPageOf(ScanResult.class)
            .served(this::scan),
        change(Verb.POST, one + "/swap", "Replaces a handler by another load of it")
            .takes(From.class)
            .served(x -> changed(x, (id, by) -> changes.swap(id, jar(x), by))),
        change(Verb.POST, one + "/reload", "Replaces a handler by the newest load of it")
            .served(x -> changed(x, (id, by) -> changes.swap(id, null, by))),
        change(Verb.POST, one + "/canary", "Lets another load serve a share of the stations")
            .takes(CanaryFrom.class)
            .served(this::canary),
        change(Verb.POST, one + "/canary/promote", "Lets the canary serve all stations")
            .served(x -> changed(x, changes::promote)),
        change(Verb.DELETE, one + "/canary", "Brings the canary's stations back")
            .served(x -> changed(x, changes::abort)),
        change(Verb.POST, one + "/shadow", "Runs a candidate beside the handler without effect")
            .takes(From.class)
            .served(x -> changed(x, (id, by) -> changes.shadow(id, jar(x), by))),
        report(Verb.GET, one + "/shadow", "Where the candidate decides otherwise")
            .served(x -> Reply.ok(found(changes.shadowOf(require(x))))),
        report(Verb.DELETE, one + "/shadow", "Ends the candidate; its last report")
            .served(
                x ->
                    Reply.ok(
                        found(
                            HandlerWaits.await(
                                changes.endShadow(require(x), x.principal().name()))))));
  }

  private static Route change(Verb verb, String path, String summary) {
    return Route.of(verb, path, summary)
        .tagged("Handlers")
        .path("name", "The handler's name")
        .answers(200, Changed.class);
  }

  private static Route report(Verb verb, String path, String summary) {
    return change(verb, path, summary).answers(200, ShadowReport.class);
  }

  private HandlerId require(Exchange x) {
    return HandlerWaits.require(managers, x).handler();
  }

  private static @Nullable String jar(Exchange x) {
    return x.hasBody() ? x.body(From.class).jar() : null;
  }

  private Reply canary(Exchange x) throws InterruptedException {
    CanaryFrom wanted = x.body(CanaryFrom.class);
    if (wanted.percent() < 1 || wanted.percent() > 99) {
      throw ApiException.notValid("percent is 1 to 99; use swap for all stations.");
    }
    return changed(x, (id, by) -> changes.canary(id, wanted.jar(), wanted.percent(), by));
  }

  private Reply changed(Exchange x, Change change) throws InterruptedException {
    HandlerId handler = require(x);
    Optional<String> failure;
    try {
      failure = HandlerWaits.await(change.begin(handler, x.principal().name()));
    } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
      throw ApiException.conflict(e.getMessage() + ".");
    }
    if (failure.isPresent()) {
      throw ApiException.conflict("It was rolled back: " + failure.get());
    }
    var now = HandlerWaits.require(managers, x);
    return Reply.ok(new Changed(now.handler().name(), now.version(), now.canary(), now.shadow()));
  }

  private Reply scan(Exchange x) throws InterruptedException {
    try {
      return Reply.ok(new ScanPage(scan.run(x.principal().name()), null));
    } catch (IllegalStateException | IOException e) {
      throw ApiException.conflict(e.getMessage() + ".");
    }
  }

  private static ShadowReport found(Optional<ShadowReport> report) {
    return report.orElseThrow(() -> ApiException.notFound("There is no shadow of it."));
  }
}
