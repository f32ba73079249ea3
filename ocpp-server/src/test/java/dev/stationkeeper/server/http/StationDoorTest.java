// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.OcppVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators say of how stations prove who they are, and what they may not say. */
class StationDoorTest extends OperationsFixture {
  private static final String STATIONS = "/api/v1/stations";

  @BeforeEach
  void start() {
    stations.connect("CS-1", OcppVersion.V1_6);
  }

  private TestApi.Answer announce(String body) {
    return api.send("otto", "POST", STATIONS, body);
  }

  @Test
  void aPasswordIsMadeWhereTheProfileNeedsOneAndShownOnce() {
    TestApi.Answer made = announce("{\"id\":\"CS-2\",\"profile\":1}");
    assertEquals(201, made.status());
    assertEquals(40, made.json().path("password").asText().length());
    TestApi.Answer shown = api.ask("vera", "GET", STATIONS + "/CS-2/access");
    assertEquals(1, shown.json().path("profile").asInt());
    assertTrue(shown.json().path("hasPassword").asBoolean());
    assertFalse(shown.response().body().contains(made.json().path("password").asText()));
  }

  @Test
  void aPasswordThatIsGivenIsNotShownAgain() {
    String password = "a password of somebody";
    TestApi.Answer made =
        announce("{\"id\":\"CS-2\",\"profile\":2,\"password\":\"" + password + "\"}");
    assertEquals(201, made.status());
    assertFalse(made.response().body().contains(password), made.response().body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'profile':4} | security profile is 0, 1, 2 or 3, not 4",
        "{'profile':-1} | security profile is 0, 1, 2 or 3, not -1",
        "{'password':'too short'} | 16 to 40 characters",
        "{'password':'12345678901234567890123456789012345678901'} | 16 to 40 characters",
        "{'certificateName':' '} | certificate name has 1 to 64 characters",
      })
  void whatCannotBeIsRefusedWithASentenceThatShowsNoPassword(String body, String sentence) {
    String json = body.strip().replace('\'', '"');
    TestApi.Answer refused = api.send("otto", "PATCH", STATIONS + "/CS-1", json);
    assertEquals(422, refused.status(), refused.response().body());
    assertTrue(refused.response().body().contains(sentence.strip()), refused.response().body());
    assertFalse(refused.response().body().contains("too short"), refused.response().body());
    TestApi.Answer announced = announce(json.replace("{", "{\"id\":\"CS-9\","));
    assertEquals(422, announced.status(), announced.response().body());
    assertEquals(404, api.ask("otto", "GET", STATIONS + "/CS-9").status(), "nothing of it is done");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/access,vera",
    "POST,/password,otto",
    "POST,/approve,otto",
    "PATCH,'',otto",
    "POST,/certificate,otto"
  })
  void aStationThatIsNotKnownIs404(String method, String path, String user) {
    TestApi.Answer answer =
        method.equals("GET")
            ? api.ask(user, method, STATIONS + "/nobody" + path)
            : api.send(user, method, STATIONS + "/nobody" + path, "{}");
    assertTrue(
        answer.status() == 404 || answer.status() == 409,
        () -> method + path + " answered " + answer.status());
  }

  @ParameterizedTest
  @CsvSource({"POST,/password", "POST,/approve", "PATCH,''", "DELETE,''", "POST,/certificate"})
  void aViewerChangesNothingOfIt(String method, String path) {
    assertEquals(403, api.send("vera", method, STATIONS + "/CS-1" + path, "{}").status());
    assertEquals(401, api.send("", method, STATIONS + "/CS-1" + path, "{}").status());
  }

  @Test
  void approvalIsForThoseWhoWait() {
    assertEquals(409, api.send("otto", "POST", STATIONS + "/CS-1/approve", "{}").status());
    assertEquals(403, api.ask("vera", "GET", "/api/v1/pending-stations").status());
    assertEquals(0, api.ask("otto", "GET", "/api/v1/pending-stations").json().at("/items").size());
  }

  @Test
  void aProfileForWhichSomethingIsMissingIsNotSentToAStation() {
    String raise =
        "{\"action\":\"ChangeConfiguration\",\"payload\":"
            + "{\"key\":\"SecurityProfile\",\"value\":\"%d\"}}";
    TestApi.Answer password =
        api.send("otto", "POST", STATIONS + "/CS-1/commands", raise.formatted(1));
    assertEquals(422, password.status());
    assertTrue(password.response().body().contains("needs a password"), password.response().body());
    TestApi.Answer tls = api.send("otto", "POST", STATIONS + "/CS-1/commands", raise.formatted(2));
    assertEquals(422, tls.status());
    assertTrue(tls.response().body().contains("tls.certificate"), tls.response().body());
    assertEquals(201, api.send("otto", "POST", STATIONS + "/CS-1/password", "{}").status());
    assertEquals(
        202, api.send("otto", "POST", STATIONS + "/CS-1/commands", raise.formatted(1)).status());
  }

  @Test
  void onlyARaiseIsCarriedThrough() {
    TestApi.Answer refused =
        api.send(
            "otto",
            "POST",
            STATIONS + "/CS-1/commands",
            "{\"action\":\"ClearCache\",\"carryThrough\":true}");
    assertEquals(422, refused.status());
    assertTrue(refused.response().body().contains("security profile"), refused.response().body());
  }
}
