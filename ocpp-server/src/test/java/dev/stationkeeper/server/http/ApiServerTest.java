// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
  private final AtomicReference<Optional<String>> logProblem =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<String>> advice = new AtomicReference<>(Optional.empty());
  private final AtomicInteger served = new AtomicInteger();
  private final TestApi api =
      new TestApi(
          ApiResources.none()
              .health(
                  List.of(
                      new ReadyCheck("log", logProblem::get),
                      new ReadyCheck("certificates", advice::get, false)))
              .with(
                  () ->
                      List.of(
                          Route.of(Verb.POST, "/api/v1/probe", "Counts")
                              .served(x -> Reply.created(List.of(served.incrementAndGet()))),
                          Route.of(Verb.GET, "/api/v1/broken", "Fails")
                              .served(
                                  x -> {
                                    throw new IllegalStateException("secret reason");
                                  }))));

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void healthNeedsNoCredentialsAndGivesTheReasonInWords() {
    assertEquals(200, api.ask("", "GET", "/health/live").status());
    assertEquals(200, api.ask("", "GET", "/health/ready").status());
    logProblem.set(Optional.of("The disk has 1 MiB left."));

    TestApi.Answer ready = api.ask("", "GET", "/health/ready");

    assertEquals(503, ready.status());
    assertEquals(
        "The disk has 1 MiB left.", ready.json().path("checks").get(0).path("reason").asText());
  }

  @Test
  void whatShouldBeLookedAtIsSaidWhileTheServerIsReady() {
    advice.set(Optional.of("The certificate ends soon."));

    TestApi.Answer ready = api.ask("", "GET", "/health/ready");

    assertEquals(200, ready.status());
    assertEquals("degraded", ready.json().path("status").asText());
    JsonNode check = ready.json().path("checks").get(1);
    assertFalse(check.path("ok").asBoolean());
    assertEquals("The certificate ends soon.", check.path("reason").asText());
  }

  @Test
  void withoutCredentialsTheAnswerSaysWhichAreTaken() {
    TestApi.Answer answer = api.ask("", "GET", "/api/v1/me");

    assertEquals(401, answer.status());
    assertTrue(answer.header("WWW-Authenticate").contains("Basic"));
    assertTrue(answer.header("WWW-Authenticate").contains("Bearer"));
    assertTrue(answer.header("Content-Type").startsWith("application/problem+json"));
    assertEquals(401, answer.json().path("status").asInt());
    assertFalse(answer.detail().isEmpty());
  }

  @Test
  void goodCredentialsSayWhoOneIs() {
    JsonNode me = api.ask("vera", "GET", "/api/v1/me").json();

    assertEquals("vera", me.path("name").asText());
    assertEquals("viewer", me.path("role").asText());
  }

  @Test
  void theWrongRoleIsForbiddenEveryMethodThatNeedsMore() {
    assertEquals(403, api.ask("vera", "GET", "/api/v1/users").status());
    assertEquals(403, api.ask("otto", "DELETE", "/api/v1/users/vera").status());
    TestApi.Answer answer = api.send("vera", "POST", "/api/v1/probe", "{}");
    assertEquals(403, answer.status());
    assertTrue(answer.detail().contains("operator"), answer.detail());
  }

  @Test
  void guessesAreSlowedWithTheTimeToWait() {
    for (int i = 0; i < 3; i++) {
      assertEquals(401, api.askWith("ann", "guess", "GET", "/api/v1/me", null).status());
    }

    TestApi.Answer answer = api.ask("ann", "GET", "/api/v1/me");

    assertEquals(429, answer.status());
    assertEquals("60", answer.header("Retry-After"));
  }

  @Test
  void unknownPathsWrongMethodsBrokenBodiesAndFailuresAreProblems() {
    assertProblem(404, api.ask("ann", "GET", "/api/v1/nothing"));
    assertProblem(405, api.ask("ann", "PUT", "/api/v1/me"));
    assertProblem(400, api.send("ann", "POST", "/api/v1/users", "{"));
    assertProblem(400, api.send("ann", "POST", "/api/v1/users", ""));
    assertProblem(400, api.send("ann", "POST", "/api/v1/users", "{\"nam\":\"x\"}"));
    assertProblem(422, api.send("ann", "POST", "/api/v1/users", "{\"name\":\"x\"}"));
    assertProblem(413, api.send("ann", "POST", "/api/v1/users", "x".repeat(5000)));
    TestApi.Answer failed = api.ask("ann", "GET", "/api/v1/broken");
    assertProblem(500, failed);
    assertFalse(failed.response().body().contains("secret reason"));
  }

  @Test
  void aRepeatedPostWithItsKeyGetsTheFirstAnswerAndDoesNothingTwice() {
    String[] key = {"Idempotency-Key", "k1"};

    String first = api.send("otto", "POST", "/api/v1/probe", "{}", key).response().body();
    String again = api.send("otto", "POST", "/api/v1/probe", "{}", key).response().body();
    String byAnother = api.send("ann", "POST", "/api/v1/probe", "{}", key).response().body();

    assertEquals("[1]", first);
    assertEquals("[1]", again);
    assertEquals("[2]", byAnother);
    assertProblem(422, api.send("otto", "POST", "/api/v1/probe", "{\"a\":1}", key));
  }

  @Test
  void usersAreAddedChangedListedAndRemovedButTheLastAdmin() {
    TestApi.Answer created =
        api.send("ann", "POST", "/api/v1/users", "{\"name\":\"new\",\"role\":\"viewer\"}");
    assertEquals(201, created.status());
    String password = created.json().path("password").asText();
    assertEquals(200, api.askWith("new", password, "GET", "/api/v1/me", null).status());
    assertEquals(4, api.ask("ann", "GET", "/api/v1/users").json().path("items").size());
    assertEquals(204, api.ask("ann", "DELETE", "/api/v1/users/new").status());
    assertProblem(404, api.ask("ann", "DELETE", "/api/v1/users/new"));
    assertProblem(409, api.ask("ann", "DELETE", "/api/v1/users/ann"));
    assertProblem(
        409, api.send("ann", "POST", "/api/v1/users", "{\"name\":\"ann\",\"role\":\"viewer\"}"));
  }

  @Test
  void anApiTokenWorksUntilItIsRemovedAndItsSecretIsShownOnce() {
    JsonNode made =
        api.send("ann", "POST", "/api/v1/api-tokens", "{\"name\":\"ci\",\"role\":\"viewer\"}")
            .json();
    String bearer = "Bearer " + made.path("secret").asText();

    JsonNode me = api.ask("", "GET", "/api/v1/me", "Authorization", bearer).json();
    String list = api.ask("ann", "GET", "/api/v1/api-tokens").response().body();
    api.ask("ann", "DELETE", "/api/v1/api-tokens/ci");

    assertEquals("token:ci", me.path("name").asText());
    assertFalse(list.contains(made.path("secret").asText()));
    assertEquals(401, api.ask("", "GET", "/api/v1/me", "Authorization", bearer).status());
  }

  @Test
  void theOpenApiDocumentHasEveryRouteAndItsViewerAsksNobodyElse() {
    JsonNode document = api.ask("", "GET", "/api/openapi.json").json();
    TestApi.Answer viewer = api.ask("", "GET", "/api/docs");

    assertEquals("3.1.0", document.path("openapi").asText());
    assertTrue(document.at("/paths/~1api~1v1~1users/post/requestBody").isObject());
    assertEquals(
        "#/components/schemas/NewUser",
        document
            .at("/paths/~1api~1v1~1users/post/requestBody/content/application~1json/schema/$ref")
            .asText());
    assertEquals(200, viewer.status());
    assertFalse(viewer.response().body().contains("://"));
    assertEquals(200, api.ask("", "GET", "/api/docs/ui/swagger-ui-bundle.js").status());
  }

  private static void assertProblem(int status, TestApi.Answer answer) {
    assertEquals(status, answer.status(), answer.response().body());
    assertTrue(answer.header("Content-Type").startsWith("application/problem+json"));
    assertTrue(answer.detail().length() > 10, answer.response().body());
  }
}
