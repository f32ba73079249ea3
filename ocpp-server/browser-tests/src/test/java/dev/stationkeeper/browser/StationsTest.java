// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StationsTest extends ConsoleFixture {
  @Test
  void aTileLeadsToTheListBehindItsNumber() {
    Page page = open("/");
    assertThat(page.locator(".tile").first()).containsText("of " + STATIONS);
    page.locator(".tile", new Page.LocatorOptions().setHasText("Stations online")).click();

    assertThat(page).hasURL(Pattern.compile(".*/stations\\?connected=true"));
    assertThat(page.locator("sk-rows .line").first()).containsText("SIM00001");
  }

  @Test
  void filtersLiveInTheAddressAndComeBackWithIt() {
    Page page = open("/stations");
    page.getByLabel("Search in the list").fill("sim00003");

    assertThat(page.locator("sk-rows .line")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile(".*q=sim00003"));
    page.getByLabel("OCPP version").selectOption("1.6");
    assertThat(heading(page, "No station is like that")).isVisible();
    page.reload();
    assertThat(heading(page, "No station is like that")).isVisible();
    button(page, "Clear the filters").click();
    assertThat(page.locator("sk-rows .line")).not().hasCount(0);
  }

  @Test
  void aStationThatGoesAndComesIsSeenWithoutAReload() {
    Page page = open("/stations");
    page.locator("sk-rows .line").first().waitFor();
    page.evaluate("window.sameDocument = true");
    server.api("/stations", "{\"id\":\"ZZ-ANNOUNCED\",\"label\":\"before it connects\"}");

    assertThat(page.locator("sk-rows")).containsText("ZZ-ANNOUNCED");
    assertTrue((Boolean) page.evaluate("window.sameDocument"));
  }

  @Test
  void slashSearchesFromAnywhereAndEnterGoesThere() {
    Page page = open("/alarms");
    assertThat(heading(page, "Alarms")).isVisible();
    page.keyboard().press("/");
    page.keyboard().type("SIM00007");
    assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("SIM00007");
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile(".*/stations/SIM00007"));
    assertThat(heading(page, "SIM00007")).isVisible();
  }

  @Test
  void theListIsSortedByAColumn() {
    Page page = open("/stations?q=SIM");
    assertThat(page.locator("sk-rows .line").first()).containsText("SIM00001");
    page.locator("sk-rows .head button").first().click();

    assertThat(page.locator("sk-rows .line").first()).containsText("SIM000" + STATIONS);
    assertThat(page).hasURL(Pattern.compile(".*sort=-id"));
  }

  @Test
  void everyTileLeadsToTheListThatItCounts() {
    Page page = open("/");
    page.locator(".tile").first().waitFor();
    for (String[] tile :
        new String[][] {
          {"Stations offline", "/stations\\?connected=false"},
          {"Transactions", "/transactions\\?active=true"},
          {"Open alarms", "/alarms"},
          {"Charging", "/stations\\?status=Charging"},
          {"Available", "/stations\\?status=Available"},
          {"Faulted", "/stations\\?status=Faulted"},
          {"Suspended (EV)", "/stations\\?status=SuspendedEV"},
          {"Unavailable", "/stations\\?status=Unavailable"},
          {"Reserved", "/stations\\?status=Reserved"}
        }) {
      page.locator(".tile", new Page.LocatorOptions().setHas(page.getByText(tile[0], exact())))
          .first()
          .click();
      assertThat(page).hasURL(Pattern.compile(".*" + tile[1]));
      assertThat(page.locator("main h1")).isVisible();
      page.goBack();
      page.locator(".tile").first().waitFor();
    }
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  void whatTheServerRefusesIsShownInItsWordsAndTriedAgain() {
    Page page = open("/");
    String list = "**/api/v1/stations?*";
    page.route(
        list,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(429)
                    .setContentType("application/problem+json")
                    .setBody("{\"status\":429,\"detail\":\"Too much at once, says the test.\"}")));
    page.navigate(server.url("/stations"));
    assertThat(page.locator("sk-failure")).containsText("Too much at once, says the test.");

    page.unroute(list);
    button(page, "Try again").click();
    assertThat(page.locator("sk-rows .line").first()).isVisible();
  }

  @Test
  void onAPhoneEveryPageIsReachedAndAStationCanBeOpened() {
    Page page = tab(390, 844, ColorScheme.DARK);
    login(page, "/");
    page.locator(".tile").first().waitFor();
    page.locator("nav .more button").click();
    page.locator("#more").getByText("Fleet tasks").click();
    assertThat(heading(page, "Fleet tasks")).isVisible();
    page.locator("nav li a", new Page.LocatorOptions().setHasText("Stations")).first().click();
    page.locator("sk-rows .line").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/stations/.+"));
    Object tooWide = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertEquals(false, tooWide, "the page is wider than the phone");
  }
}
