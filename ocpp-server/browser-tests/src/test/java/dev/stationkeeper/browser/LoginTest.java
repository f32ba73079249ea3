// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoginTest extends ConsoleFixture {
  @Test
  void whoIsNotLoggedInIsAskedAndThenComesWhereTheyWantedTo() {
    Page page = open("/stations?connected=true");

    assertThat(heading(page, "Stations")).isVisible();
    assertTrue(page.url().endsWith("/stations?connected=true"), page.url());
    page.reload();
    assertThat(heading(page, "Stations")).isVisible();
  }

  @Test
  void aWrongPasswordIsSaidInWords() {
    Page page = tab(1360, 860, ColorScheme.LIGHT);
    page.navigate(server.url("/"));
    page.getByLabel("User").first().fill("nobody");
    page.getByLabel("Password").fill("wrong");
    button(page, "Log in").click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not match");
  }

  @Test
  void loggingOutLeadsToTheLoginAndTheCookieIsGone() {
    Page page = open("/");
    button(page, "User and theme").click();
    button(page, "Log out").click();

    assertThat(button(page, "Log in")).isVisible();
    page.navigate(server.url("/stations"));
    assertThat(page).hasURL(Pattern.compile(".*/login\\?next=.*"));
  }

  @Test
  void anAddressOfAnotherHostIsNotWhereALoginLeads() {
    Page page = tab(1360, 860, ColorScheme.LIGHT);
    login(page, "/login?next=//example.org/");

    assertThat(page).hasURL(server.url("/"));
  }

  @Test
  void aChosenThemeStays() {
    Page page = open("/");
    button(page, "User and theme").click();
    button(page, "Dark").click();
    page.reload();
    page.locator("sk-shell").waitFor();

    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
  }

  @Test
  void aPageThatDoesNotExistSaysSo() {
    Page page = open("/");
    page.evaluate("history.pushState(null, '', '/nowhere'); dispatchEvent(new Event('popstate'))");

    assertThat(heading(page, "There is no such page")).isVisible();
  }
}
