// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.stationkeeper.simulator.attack.LoopbackCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationPageTest extends ConsoleFixture {
  @Test
  void theConnectorsAreShownWithTheirStatusInWords() {
    Page page = open("/stations/SIM00001");

    assertThat(page.locator(".connector h3").first()).not().isEmpty();
    assertThat(page.locator(".connector .pill").first()).not().isEmpty();
  }

  @Test
  void aCallAndItsAnswerLieTogetherInTheTraceAndNewOnesCome() {
    Page page = open("/stations/SIM00001/messages");
    Locator first = page.locator(".trace li").first();
    first.locator("summary").click();
    assertThat(first.locator("sk-json")).hasCount(2);

    server.api(
        "/stations/SIM00001/commands",
        "{\"action\":\"ClearCache\",\"payload\":{},\"waitSeconds\":30}");
    Locator command = page.locator(".trace li", new Page.LocatorOptions().setHasText("ClearCache"));
    assertThat(command.first()).containsText(Pattern.compile("\\d m?s"));
  }

  @Test
  void aPausedTraceStandsStillAndCountsWhatWaits() {
    Page page = open("/stations/SIM00001/messages");
    page.locator(".trace li").first().waitFor();
    button(page, "Pause").click();
    server.api(
        "/stations/SIM00001/commands",
        "{\"action\":\"GetLocalListVersion\",\"payload\":{},\"waitSeconds\":30}");

    assertThat(page.getByText(Pattern.compile("Go on \\(\\d+ new\\)"))).isVisible();
    assertThat(page.locator(".trace")).not().containsText("GetLocalListVersion");
    page.getByText(Pattern.compile("Go on")).click();
    assertThat(page.locator(".trace")).containsText("GetLocalListVersion");
  }

  @Test
  void aFormMadeOfTheDefinitionSendsTheCommandAndShowsTheAnswer() {
    Page page = open("/stations/SIM00001/commands");
    button(page, "TriggerMessage").click();
    button(page, "Send TriggerMessage").click();
    // Nothing was chosen: the control says so and nothing is sent.
    assertThat(page.locator("select:invalid")).hasCount(1);
    page.getByLabel("requestedMessage").selectOption("Heartbeat");
    button(page, "Send TriggerMessage").click();

    assertThat(page.locator("sk-command-editor sk-json")).containsText("\"status\"");
    assertThat(page.locator("sk-command-list")).containsText("TriggerMessage");
  }

  @Test
  void rawJsonIsCheckedByTheServerAgainstTheDefinition() {
    Page page = open("/stations/SIM00001/commands?action=ClearCache");
    button(page, "Raw JSON").click();
    page.getByLabel("Payload as JSON").fill("{\"surprise\": 1}");
    button(page, "Send ClearCache").click();

    assertThat(page.locator(".notice.bad")).containsText("surprise");
  }

  @Test
  void theConfigurationOf16IsReadAndShown() {
    Page page = open("/stations/SIM00001/variables");
    button(page, "Read from the station").click();

    assertThat(page.locator("table")).containsText("HeartbeatInterval");
    button(page, "Change HeartbeatInterval").click();
    page.getByLabel("Value of HeartbeatInterval").fill("123");
    button(page, "Save").click();
    assertThat(
            page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("HeartbeatInterval")))
        .containsText("123");
  }

  @Test
  void theDeviceModelOf2xArrivesByAReport() {
    Page page = open("/stations/SIM00002/variables");
    button(page, "Read from the station").click();

    assertThat(page.locator("table tbody tr")).not().hasCount(0);
  }

  @Test
  void certificatesAreInstalledReadAndDeleted(@TempDir Path folder) throws IOException {
    String pem = Files.readString(LoopbackCertificate.in(folder).certificate());
    Page page = open("/stations/SIM00002/certificates");
    assertThat(page.locator("sk-certificates-tab")).containsText("No certificate is known");
    button(page, "Install a certificate").click();
    page.locator("dialog textarea").fill("none");
    button(page, "Install").click();
    assertThat(page.locator("dialog .notice.bad")).containsText("InstallCertificate with Failed");
    page.locator("dialog textarea").fill(pem);
    button(page, "Install").click();

    Locator row = page.locator("sk-certificates-tab tbody tr");
    assertThat(row).hasCount(1);
    assertThat(row).containsText("CSMSRootCertificate");
    button(page, "Read from the station").click();
    assertThat(row).hasCount(1);
    row.getByText("Delete").click();
    button(page, "Delete the certificate").click();
    assertThat(page.locator("sk-certificates-tab")).containsText("No certificate is known");
  }

  @Test
  void theSliderGoesBackInTime() {
    Page page = open("/stations/SIM00001/state");
    assertThat(page.locator("label[for=when]")).containsText("Behind event");
    page.locator("#when").fill("1");

    assertThat(page.locator("label[for=when]")).containsText("Behind event 1 of");
    assertThat(page.getByText("Event 1: Connection Opened")).isVisible();
    assertThat(page.locator("sk-json .changed").first()).isVisible();
  }

  @Test
  void theHandlersOfTheStationAreShown() {
    Page page = open("/stations/SIM00001/handlers");

    assertThat(page.locator("table")).containsText("token-authorisation");
    assertThat(page.locator("table .pill").first()).containsText("Running");
    assertThat(page.locator("thead")).containsText("Restarts");
    assertThat(page.locator("thead")).containsText("Last error");
  }

  @Test
  void anUnknownStationIsExplained() {
    Page page = open("/stations/NOBODY");

    assertThat(page.locator("sk-failure")).containsText("There is no station NOBODY");
  }
}
