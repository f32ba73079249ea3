// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in light and dark, on a desk and on a phone: kept as pictures in {@code
 * target/screenshots} to be looked at, and checked by axe: nothing serious may be found.
 */
class ScreenshotTest extends ConsoleFixture {
  private static final Path FOLDER = Path.of("target", "screenshots");

  /** Serious and critical findings of WCAG 2 A and AA, as lines of text. */
  private static final String CHECK =
      """
      async () => {
        const found = await axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
        return found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
          .map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).join(' | ')}`);
      }
      """;

  @ParameterizedTest
  @Timeout(300)
  @CsvSource({"LIGHT,1360,860", "DARK,1360,860", "LIGHT,390,844", "DARK,390,844"})
  void everyPageIsDrawnAndAccessible(ColorScheme scheme, int width, int height) {
    Page page = tab(width, height, scheme);
    String axe = axe();
    List<String> findings = new ArrayList<>();
    page.navigate(server.url("/login"));
    page.locator("sk-login-page input").first().waitFor();
    look(page, "login", scheme, width, axe, findings);
    login(page, "/");
    pages()
        .forEach(
            (name, path) -> {
              page.navigate(server.url(path));
              page.locator("main h1").waitFor();
              page.locator("sk-waiting").first().waitFor(gone());
              if (name.equals("messages")) {
                page.locator(".trace summary").first().click();
              }
              look(page, name, scheme, width, axe, findings);
            });
    assertEquals(List.of(), findings, "what axe found");
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("stations", "/stations");
    pages.put("stations-none", "/stations?q=nothing-is-called-so");
    pages.put("station", "/stations/SIM00001");
    pages.put("messages", "/stations/SIM00001/messages");
    pages.put("commands", "/stations/SIM00002/commands?action=SetVariables");
    pages.put("variables", "/stations/SIM00001/variables");
    pages.put("certificates", "/stations/SIM00002/certificates");
    pages.put("station-transactions", "/stations/SIM00001/transactions");
    pages.put("flows", "/stations/SIM00002/flows");
    pages.put("state", "/stations/SIM00001/state");
    pages.put("station-handlers", "/stations/SIM00001/handlers");
    pages.put("transactions", "/transactions");
    pages.put("transaction", "/transactions/" + endedTransaction());
    pages.put("handlers", "/handlers");
    pages.put("alarms", "/alarms?open=all");
    pages.put("tasks", "/tasks");
    pages.put("task-new", "/tasks?new=1");
    pages.put("task", "/tasks/" + task());
    pages.put("events", "/events");
    pages.put("access", "/access");
    pages.put("users", "/access/users");
    pages.put("api-tokens", "/access/api-tokens");
    pages.put("audit", "/access/audit");
    return pages;
  }

  private static String endedTransaction() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> server.api("/transactions?active=false&limit=1", ""), t -> t.contains("\"id\""))
        .replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private static String task() {
    return server
        .api(
            "/tasks",
            "{\"action\":\"ClearCache\",\"stations\":[\"SIM00001\",\"SIM00004\",\"SIM00007\"],"
                + "\"note\":\"after the new tariff\"}")
        .replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private static void look(
      Page page, String name, ColorScheme scheme, int width, String axe, List<String> findings) {
    String where =
        name + "-" + scheme.name().toLowerCase(Locale.ROOT) + (width < 800 ? "-phone" : "");
    page.evaluate(axe);
    if (page.evaluate(CHECK) instanceof List<?> found) {
      found.forEach(finding -> findings.add(where + ": " + finding));
    }
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(where + ".png")));
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  private static String axe() {
    try (InputStream in = ScreenshotTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
