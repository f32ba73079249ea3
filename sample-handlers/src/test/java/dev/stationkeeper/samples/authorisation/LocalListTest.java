// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.tck.FakeCommand;
import dev.stationkeeper.tck.FakeServer;
import dev.stationkeeper.tck.FakeStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A station's local list follows the operator's. */
class LocalListTest {
  private static final String LIST =
      """
      id,status,group,stations,local
      A,,G,,
      B,Blocked,,,
      OTHER,,,X-*,
      SECOND,,,CP/2,
      KEPT-BACK,,,,no
      LONGER-THAN-TWENTY-CHARACTERS,,,,
      """;

  @TempDir Path folder;
  private Path file;
  private FakeServer server;
  private int flows;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("tokens.csv"), LIST);
    server =
        FakeServer.of(AuthorisationHandler::new)
            .setting("tokens", file.toString())
            .setting("local-lists", "true")
            .start();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private FakeStation online(OcppVersion version) {
    FakeStation station = server.station("CP", version);
    station.event("RegistrationDecided", "{\"status\":\"Accepted\"}");
    return station;
  }

  private FakeCommand next(FakeStation station, String action) {
    FakeCommand command =
        await(action)
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  server.advance(Duration.ofSeconds(1));
                  return station.commands().stream().filter(c -> !c.isAnswered()).findFirst();
                },
                Optional::isPresent)
            .orElseThrow();
    assertEquals(action, command.action());
    return command;
  }

  private void version(FakeStation station, int version) {
    String member = station.version().equals(OcppVersion.V1_6) ? "listVersion" : "versionNumber";
    next(station, "GetLocalListVersion").answer("accepted", "{\"" + member + "\":" + version + "}");
  }

  /** What the server's flow tells of an update. */
  private void flow(FakeStation station, FakeCommand update, String outcome, int version) {
    long sent =
        update
            .payload()
            .number("listVersion")
            .orElse(update.payload().number("versionNumber").orElse(0));
    String id = "f" + ++flows;
    station.event(
        "FlowStarted",
        "{\"flowId\":\"%s\",\"kind\":\"localList\",\"attributes\":{\"version\":%d}}"
            .formatted(id, sent));
    update.answer("accepted", "{\"status\":\"Accepted\"}");
    station.event(
        "FlowEnded",
        "{\"flowId\":\"%s\",\"kind\":\"localList\",\"outcome\":\"%s\",\"attributes\":{\"version\":%d}}"
            .formatted(id, outcome, version));
  }

  @Test
  @Tag("D01.FR.01")
  void aStationThatHasAnotherListGetsTheWholeOfItsOwn() {
    FakeStation station = online(OcppVersion.V1_6);
    version(station, 4);
    assertEquals(
        JsonView.parse(
            "{\"listVersion\":5,\"updateType\":\"Full\",\"localAuthorizationList\":["
                + "{\"idTag\":\"A\",\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"G\"}},"
                + "{\"idTag\":\"B\",\"idTagInfo\":{\"status\":\"Blocked\"}},"
                + "{\"idTag\":\"SECOND\",\"idTagInfo\":{\"status\":\"Accepted\"}}]}"),
        next(station, "SendLocalList").payload());
  }

  @Test
  void inTwoPointOTheListNamesGroupsAndEvses() {
    FakeStation station = online(OcppVersion.V2_0_1);
    version(station, 0);
    List<JsonView> entries =
        next(station, "SendLocalList").payload().objects("localAuthorizationList");
    assertEquals(
        JsonView.parse(
            "{\"idToken\":{\"idToken\":\"A\",\"type\":\"ISO14443\"},\"idTokenInfo\":"
                + "{\"status\":\"Accepted\",\"groupIdToken\":{\"idToken\":\"G\",\"type\":\"Central\"}}}"),
        entries.getFirst());
    assertTrue(entries.get(2).text().contains("\"evseId\":[2]"), () -> entries.get(2).text());
    assertEquals(4, entries.size(), "the long one too, what is kept back and elsewhere not");
  }

  @Test
  void anImportSendsOnlyWhatHasChangedUnderTheNextVersion() throws IOException {
    FakeStation station = online(OcppVersion.V1_6);
    version(station, 0);
    flow(station, next(station, "SendLocalList"), "confirmed", 3);
    Files.writeString(file, "id,status,group\nA,,H\nSECOND,,\nNEW,,\n");
    FakeCommand update = next(station, "SendLocalList");
    assertEquals(
        JsonView.parse(
            "{\"listVersion\":4,\"updateType\":\"Differential\",\"localAuthorizationList\":["
                + "{\"idTag\":\"B\"},"
                + "{\"idTag\":\"A\",\"idTagInfo\":{\"status\":\"Accepted\",\"parentIdTag\":\"H\"}},"
                + "{\"idTag\":\"NEW\",\"idTagInfo\":{\"status\":\"Accepted\"}}]}"),
        update.payload(),
        "behind version 3, which the last part had");
  }

  @Test
  @Tag("D01.FR.03")
  void afterAMismatchTheWholeListIsSentAgain() throws IOException {
    FakeStation station = online(OcppVersion.V2_0_1);
    version(station, 0);
    flow(station, next(station, "SendLocalList"), "confirmed", 1);
    Files.writeString(file, "id\nNEW\n");
    FakeCommand update = next(station, "SendLocalList");
    assertEquals("Differential", update.payload().string("updateType").orElse(""));
    flow(station, update, "fullNeeded", 8);
    version(station, 8);
    FakeCommand whole = next(station, "SendLocalList");
    assertEquals("Full", whole.payload().string("updateType").orElse(""));
    assertEquals(9, whole.payload().number("versionNumber").orElse(0));
  }

  @Test
  void whatSomebodyElseSendsIsReplaced() {
    FakeStation station = online(OcppVersion.V1_6);
    version(station, 0);
    flow(station, next(station, "SendLocalList"), "confirmed", 1);
    station.event("LocalListVersionTold", "{\"version\":77}");
    FakeCommand whole = next(station, "SendLocalList");
    assertEquals("Full", whole.payload().string("updateType").orElse(""));
    assertEquals(78, whole.payload().number("listVersion").orElse(0));
  }

  @Test
  void aListThatIsInStepIsNotSentAgainAfterARestart() {
    FakeStation station = online(OcppVersion.V1_6);
    version(station, 0);
    flow(station, next(station, "SendLocalList"), "confirmed", 1);
    server.restart();
    station.event("RegistrationDecided", "{\"status\":\"Accepted\"}");
    version(station, 1);
    server.advance(Duration.ofHours(2));
    assertEquals(1, sent(station));
  }

  @Test
  void aStationWithoutListsIsLeftInPeace() {
    FakeStation station = online(OcppVersion.V1_6);
    version(station, -1);
    server.advance(Duration.ofHours(2));
    assertEquals(0, sent(station));
    assertEquals(1, station.commands().size());
  }

  @Test
  void aStationThatDoesNotTakeItIsAskedAgainLaterAndLater() {
    FakeStation station = online(OcppVersion.V1_6);
    version(station, 0);
    next(station, "SendLocalList").answer("error", "{\"errorCode\":\"InternalError\"}");
    server.advance(Duration.ofSeconds(30));
    assertEquals(2, station.commands().size());
    server.advance(Duration.ofSeconds(10));
    version(station, 0);
    next(station, "SendLocalList").answer("timedOut", "{}");
    server.advance(Duration.ofSeconds(55));
    assertEquals(4, station.commands().size());
  }

  private static long sent(FakeStation station) {
    return station.commands().stream().filter(c -> c.action().equals("SendLocalList")).count();
  }
}
