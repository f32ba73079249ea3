// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.stationkeeper.engine.Cause;
import dev.stationkeeper.engine.EventLog;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.server.log.LogSettings;
import dev.stationkeeper.server.log.SegmentedLog;
import dev.stationkeeper.server.log.StationLog;
import dev.stationkeeper.station.event.EventCodec;
import dev.stationkeeper.station.event.StationEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The station list with ten thousand stations. Times are printed, not asserted. */
class LargeFleetTest {
  private static final int STATIONS = 10_000;
  private static final Instant BEGAN = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> STATUSES =
      List.of("Available", "Charging", "SuspendedEV", "Unavailable", "Available", "Reserved");

  /** When the first row, and when the last page of the list was there, since the navigation. */
  private static final String WATCH =
      """
      new MutationObserver(() => {
        if (!window.firstRow && document.querySelector('sk-rows .line')) window.firstRow = performance.now();
        if (!window.allRows && document.querySelector('sk-rows + .foot')?.textContent.includes('All are shown')) window.allRows = performance.now();
      }).observe(document, { childList: true, subtree: true, characterData: true });
      """;

  /** From the last key to the filtered list, milliseconds. */
  private static final String FILTER =
      """
      ([text, rows]) => new Promise((resolve) => {
        const box = document.querySelector('main input[type=search]');
        const table = () => document.querySelector('sk-rows [role=table]')?.getAttribute('aria-rowcount');
        const begun = performance.now();
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        const look = () => table() === rows ? resolve(performance.now() - begun) : requestAnimationFrame(look);
        look();
      })
      """;

  /** Scrolls through the list in 120 frames; the times between frames, milliseconds, sorted. */
  private static final String SCROLL =
      """
      () => new Promise((resolve) => {
        const port = document.querySelector('sk-rows .port');
        const times = [];
        let last = performance.now(), n = 0;
        const step = (now) => {
          times.push(now - last);
          last = now;
          port.scrollTop = (++n / 120) * (port.scrollHeight - port.clientHeight);
          n < 120 ? requestAnimationFrame(step) : resolve(times.slice(1).sort((a, b) => a - b));
        };
        requestAnimationFrame(step);
      })
      """;

  @TempDir Path home;

  @Test
  @Timeout(300)
  void tenThousandStationsAreListedSearchedAndScrolledThrough() throws Exception {
    try (Chromium chromium = Chromium.start()) {
      seed();
      try (ConsoleServer server = ConsoleServer.start(home)) {
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> server.api("/overview", "").contains("\"stations\":" + STATIONS));
        look(chromium, server);
      }
    }
  }

  private static void look(Chromium chromium, ConsoleServer server) {
    Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1360, 860));
    page.navigate(server.url("/login"));
    page.getByLabel("User").first().fill("admin");
    page.getByLabel("Password").fill(ConsoleServer.PASSWORD);
    page.locator("button.primary").click();
    page.locator(".tiles").waitFor();
    page.addInitScript(WATCH);
    page.navigate(server.url("/stations"));
    page.getByText("All are shown.").waitFor();

    assertThat(page.locator("sk-rows [role=table]"))
        .hasAttribute("aria-rowcount", Integer.toString(STATIONS + 1));
    assertTrue(page.locator("sk-rows .line").count() < 60, "only the rows in sight exist");
    say("first row after", page.evaluate("window.firstRow"), "ms");
    say("all 10,000 loaded after", page.evaluate("window.allRows"), "ms");
    say(
        "filter to 1 row",
        page.evaluate(FILTER, List.of("CP-04711", "2")),
        "ms (with 120 ms of waiting for more keys)");
    say("filter to 1,000 rows", page.evaluate(FILTER, List.of("CP-03", "1001")), "ms (the same)");
    say("filter lifted", page.evaluate(FILTER, List.of("", "10001")), "ms (the same)");
    if (page.evaluate(SCROLL) instanceof List<?> frames) {
      say("scrolling, median frame", frames.get(frames.size() / 2), "ms");
      say("scrolling, 95th percentile", frames.get(frames.size() * 95 / 100), "ms");
      say("scrolling, longest frame", frames.getLast(), "ms");
    }
    assertThat(page.locator("sk-rows .line").last()).containsText("CP-09999");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "stations-10000.png")));
  }

  private static void say(String what, Object value, String unit) {
    System.out.printf(
        Locale.ROOT, "10,000 stations: %s %.0f %s%n", what, ((Number) value).doubleValue(), unit);
  }

  private void seed() throws IOException {
    try (SegmentedLog log =
        SegmentedLog.open(LogSettings.in(home.resolve("data").resolve("log")))) {
      StationLog stations = new StationLog(log, new EventCodec());
      List<CompletionStage<?>> appends = new ArrayList<>();
      for (int i = 0; i < STATIONS; i++) {
        StationId id = new StationId(String.format(Locale.ROOT, "CP-%05d", i));
        appends.add(stations.append(id, 0, past(i)));
      }
      appends.forEach(append -> append.toCompletableFuture().join());
    }
  }

  private static List<EventLog.NewEvent> past(int i) {
    List<StationEvent> past = new ArrayList<>();
    past.add(new StationEvent.ConnectionOpened(1, i % 2 == 0 ? "1.6" : "2.0.1", "192.0.2.1"));
    past.add(
        new StationEvent.BootNotified(
            "Acme", "Fast-" + i % 7, "S" + i, "1." + i % 5, null, null, null));
    past.add(new StationEvent.RegistrationDecided("Accepted", 300));
    for (int connector = 1; connector <= 2; connector++) {
      past.add(
          new StationEvent.ConnectorStatusReported(
              i % 2 == 0 ? null : connector,
              i % 2 == 0 ? connector : 1,
              STATUSES.get((i + connector) % STATUSES.size()),
              null,
              null,
              null,
              null,
              BEGAN));
    }
    return past.stream().map(event -> new EventLog.NewEvent(event, BEGAN, Cause.NONE)).toList();
  }
}
