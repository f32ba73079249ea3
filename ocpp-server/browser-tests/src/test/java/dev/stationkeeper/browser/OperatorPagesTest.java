// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperatorPagesTest extends ConsoleFixture {
  @Test
  void aTransactionIsShownWithItsChartAndItsMeterValues() {
    Page page = open("/transactions");
    page.locator("tbody a").first().click();

    assertThat(heading(page, "Transaction")).isVisible();
    assertThat(page.locator("sk-chart canvas")).isVisible();
    assertThat(page.locator("table.values")).containsText("Energy.Active.Import.Register");
  }

  @Test
  void aHandlerIsQuarantinedAndResumed() {
    Page page = open("/handlers");
    Locator card = page.locator("sk-handler-card", new Page.LocatorOptions().setHasText("logging"));
    card.getByText("Quarantine", new Locator.GetByTextOptions().setExact(true)).click();
    page.locator("dialog").getByText("Quarantine").click();
    assertThat(card.locator("header")).containsText("Quarantined");

    card.getByText("Resume", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(card.locator("header")).containsText("Running");
  }

  @Test
  void anAlarmComesIsAcknowledgedAndGoesByItself() {
    Page page = open("/alarms");
    assertThat(heading(page, "Alarms")).isVisible();
    server.api("/handlers/logging/quarantine", "{}");
    try {
      Locator row =
          page.locator("tbody tr", new Page.LocatorOptions().setHasText("logging is quarantined"));
      row.getByText("Acknowledge").click();
      assertThat(row).containsText("Seen by admin");
    } finally {
      server.api("/handlers/logging/resume", "{}");
    }
    assertThat(heading(page, "No alarm")).isVisible();
    page.getByText("Cleared", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("tbody")).containsText("logging is quarantined");
  }

  @Test
  void aConsumerShowsHowFarItIsBehind() {
    Page page = open("/handlers");
    Locator card = page.locator("sk-handler-card", new Page.LocatorOptions().setHasText("logging"));

    assertThat(card.locator("dl")).containsText("Behind");
  }

  @Test
  void aSwapWithNothingToSwapToIsExplained() {
    Page page = open("/handlers");
    Locator card = page.locator("sk-handler-card", new Page.LocatorOptions().setHasText("logging"));
    card.getByText("Swap", new Locator.GetByTextOptions().setExact(true)).click();
    page.locator("dialog").getByText("Swap", new Locator.GetByTextOptions().setExact(true)).click();

    assertThat(page.locator(".toast.bad")).not().isEmpty();
  }

  @Test
  void aCanaryWantsAShareOfTheStationsAndWhatTheServerCannotDoIsExplained() {
    Page page = open("/handlers");
    Locator card =
        page.locator(
            "sk-handler-card", new Page.LocatorOptions().setHasText("token-authorisation"));
    card.getByText("Canary", new Locator.GetByTextOptions().setExact(true)).click();
    page.locator("dialog[open] [name=percent]").fill("25");
    Request request = page.waitForRequest("**/canary", () -> button(page, "Start").click());

    assertEquals("{\"percent\":25}", request.postData());
    assertThat(page.locator(".toast.bad")).not().isEmpty();
  }

  @Test
  void aConsumerServesAllStationsAtOnceAndHasNoCanary() {
    Page page = open("/handlers");
    Locator card = page.locator("sk-handler-card", new Page.LocatorOptions().setHasText("logging"));

    assertThat(card).containsText("It follows the log");
    assertThat(card.getByText("Canary", new Locator.GetByTextOptions().setExact(true))).isHidden();
  }

  @Test
  void transactionsAreExportedAsTheyAreFiltered() {
    Page page = open("/transactions?active=false");
    Download download = page.waitForDownload(() -> page.getByText("Export as CSV").click());

    assertEquals("transactions.csv", download.suggestedFilename());
    String csv = read(download);
    assertTrue(csv.startsWith("id,transactionId,station,"), csv);
    int active = List.of(csv.lines().findFirst().orElseThrow().split(",", -1)).indexOf("active");
    assertTrue(active > 0, csv);
    csv.lines().skip(1).forEach(line -> assertEquals("false", line.split(",", -1)[active], line));
  }

  private static String read(Download download) {
    try {
      return Files.readString(download.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoLoggedInAndWhatWasDoneIsInTheAudit() {
    open("/stations/SIM00001"); // the login of the fixture is on record
    Page page = open("/access/audit");

    assertThat(page.locator("tbody")).containsText("Login");
    assertThat(page.locator("tbody")).containsText("127.0.0.1");
  }

  @Test
  void theFlowsOfAStationAreListed() {
    Page page = open("/stations/SIM00002/flows");

    assertThat(
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Reservations")))
        .isVisible();
    assertThat(page.locator("sk-flows-tab .trace li").first()).isVisible();
  }

  @Test
  void oneCommandGoesToManyStationsAndEachResultIsShown() {
    Page page = open("/tasks");
    button(page, "New task").click();
    assertThat(page.locator("sk-new-task span[role=status]"))
        .containsText(Pattern.compile("[1-9]"));
    button(page, "ClearCache").click();
    button(page, "Start with ClearCache").click();
    button(page, "Start the task").click();

    assertThat(page).hasURL(Pattern.compile(".*/tasks/.+"));
    assertThat(page.locator("tbody tr").first()).containsText("SIM");
    assertThat(page.locator(".legend")).containsText(Pattern.compile("Accepted|Rejected"));
  }

  @Test
  void anEventIsOpenedWithItsCause() {
    Page page = open("/events?type=TransactionStarted");
    Locator first = page.locator(".trace li").first();
    first.locator("summary").click();

    assertThat(first).containsText("transactionId");
    assertThat(first).containsText("sequence");
  }

  @Test
  void aTokenIsAddedAndRemoved() {
    Page page = open("/access");
    button(page, "Add a token").click();
    page.locator("dialog[open] [name=idToken]").fill("ABC123");
    button(page, "Add").click();
    assertThat(page.locator("tbody")).containsText("ABC123");

    button(page, "Remove ABC123").click();
    button(page, "Remove").click();
    assertThat(page.locator("sk-tokens-tab")).not().containsText("ABC123");
  }

  @Test
  void aUserIsMadeAndTheRandomPasswordIsShownOnce() {
    Page page = open("/access/users");
    button(page, "Add a user").click();
    page.locator("dialog[open] [name=name]").fill("vera");
    button(page, "Keep").click();

    assertThat(secret(page)).hasValue(Pattern.compile("(\\w{5}-){3}\\w{5}"));
    button(page, "I have kept it").click();
    assertThat(page.locator("tbody")).containsText("vera");
  }

  @Test
  void theLastAdminCannotBeRemovedAndThePageSaysWhy() {
    Page page = open("/access/users");
    button(page, "Remove admin").click();
    button(page, "Remove").click();

    assertThat(page.locator(".toast.bad")).containsText("last admin");
  }

  @Test
  void anApiTokenIsMade() {
    Page page = open("/access/api-tokens");
    button(page, "Make an API token").click();
    page.locator("dialog[open] [name=name]").fill("billing");
    button(page, "Make").click();

    assertThat(secret(page)).hasValue(Pattern.compile("sk_\\w{40}"));
  }

  private static Locator secret(Page page) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("The secret").setExact(true));
  }
}
