// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.stationkeeper.simulator.Fleet;
import dev.stationkeeper.simulator.Profile;
import dev.stationkeeper.simulator.SimulateOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server with a fleet that charges, and a browser; each test has a tab of its own. */
abstract class ConsoleFixture {
  static final int STATIONS = 12;
  static final double PATIENCE = 30_000;

  static ConsoleServer server;
  static Chromium chromium;

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  /** The latest first. */
  private static final Deque<AutoCloseable> CLOSINGS = new ArrayDeque<>();

  @BeforeAll
  static void startAll(@TempDir Path home) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    chromium = Chromium.start();
    CLOSINGS.push(chromium);
    server = ConsoleServer.start(home);
    CLOSINGS.push(server);
    CLOSINGS.push(Fleet.start(SimulateOptions.of(server.ocpp(), STATIONS, Profile.DEMO)));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.api("/overview", "").contains("\"connected\":" + STATIONS));
  }

  @AfterAll
  static void stopAll() throws Exception {
    while (!CLOSINGS.isEmpty()) {
      CLOSINGS.pop().close();
    }
  }

  @AfterEach
  void closeTabs() {
    contexts.forEach(BrowserContext::close);
    assertEquals(List.of(), complaints, "what the browser complained about");
  }

  /** A tab that is not logged in. What the browser complains about fails the test at its end. */
  Page tab(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme));
    contexts.add(context);
    context.setDefaultTimeout(PATIENCE);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // A refusal that the page shows in words is logged by the browser as well; what has no
          // address comes from a test's own script.
          if (message.type().equals("error")
              && message.location().startsWith("http")
              && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    return page;
  }

  /** A tab on {@code path}, logged in as admin. */
  Page open(String path) {
    Page page = tab(1360, 860, ColorScheme.LIGHT);
    login(page, path);
    return page;
  }

  static void login(Page page, String path) {
    page.navigate(server.url(path));
    page.getByLabel("User").first().fill("admin");
    page.getByLabel("Password").fill(ConsoleServer.PASSWORD);
    button(page, "Log in").click();
    page.locator("sk-shell").waitFor();
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator heading(Page page, String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
