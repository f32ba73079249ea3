// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {
  private static final Idempotency.Key KEY = new Idempotency.Key("otto", "/api/v1/probe", "k1");

  @TempDir Path folder;

  private final AtomicInteger effects = new AtomicInteger();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  private AnswerStore open(int capacity) {
    return AnswerStore.open(folder.resolve("answers.db"), capacity, now::get);
  }

  private static Idempotency with(AnswerStore store) {
    return new Idempotency(100, store, Json.mapper());
  }

  private Reply effect(Idempotency.Attempt attempt) {
    return Reply.created(Map.of("n", effects.incrementAndGet()));
  }

  private static String json(Reply reply) throws Exception {
    return Json.mapper().writeValueAsString(reply.body());
  }

  @Test
  void aRepetitionAfterARestartGetsTheFirstAnswerAndDoesNothing() throws Exception {
    try (AnswerStore store = open(100)) {
      assertEquals("{\"n\":1}", json(with(store).once(KEY, "{}", this::effect)));
    }
    try (AnswerStore store = open(100)) {
      Reply again = with(store).once(KEY, "{}", this::effect);
      assertEquals(201, again.status());
      assertEquals("{\"n\":1}", json(again));
      ApiException other =
          assertThrows(ApiException.class, () -> with(store).once(KEY, "{\"a\":1}", this::effect));
      assertEquals(422, other.problem().status());
    }
    assertEquals(1, effects.get());
  }

  @Test
  void aCopyThatWasMadeMeanwhileGivesTheFirstAnswerToo() throws Exception {
    try (AnswerStore store = open(100)) {
      with(store).once(KEY, "{}", this::effect);
      AnswerStore.copy(folder.resolve("answers.db"), folder.resolve("copy.db"));
      AnswerStore.copy(folder.resolve("answers.db"), folder.resolve("copy.db"));
    }
    try (AnswerStore copy = AnswerStore.open(folder.resolve("copy.db"), 100, now::get)) {
      assertEquals("{\"n\":1}", json(with(copy).once(KEY, "{}", this::effect)));
    }
    assertEquals(1, effects.get());
  }

  @Test
  void aRefusalIsKeptToo() throws Exception {
    try (AnswerStore store = open(100)) {
      with(store)
          .once(
              KEY,
              "{}",
              attempt -> {
                throw ApiException.conflict("It is there already.");
              });
    }
    try (AnswerStore store = open(100)) {
      Reply again = with(store).once(KEY, "{}", this::effect);
      assertEquals(Problem.of(409, "It is there already."), again.body());
    }
    assertEquals(0, effects.get());
  }

  @Test
  void whatADeadServerHadBegunIsServedAgainUnderTheSameId() throws Exception {
    String id;
    try (AnswerStore store = open(100)) {
      id = store.begin(KEY, "{}").id();
    }
    try (AnswerStore store = open(100)) {
      AtomicReference<Idempotency.Attempt> seen = new AtomicReference<>();
      with(store)
          .once(
              KEY,
              "{}",
              attempt -> {
                seen.set(attempt);
                return effect(attempt);
              });
      assertEquals(new Idempotency.Attempt(id, true), seen.get());
    }
  }

  @Test
  void anAnswerOf500IsNotKeptAndTheNextTryIsARepetition() throws Exception {
    try (AnswerStore store = open(100)) {
      Idempotency requests = with(store);
      List<Idempotency.Attempt> seen = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        requests.once(
            KEY,
            "{}",
            attempt -> {
              seen.add(attempt);
              throw ApiException.unavailable("The log did not take it.");
            });
      }
      assertEquals(seen.get(0).id(), seen.get(1).id());
      assertEquals(List.of(false, true), seen.stream().map(a -> a.repeated()).toList());
    }
  }

  @Test
  void ofManyThatComeAtOnceOneHasTheEffectAndAllTheAnswer() throws Exception {
    try (AnswerStore store = open(100);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Idempotency requests = with(store);
      CountDownLatch together = new CountDownLatch(8);
      List<Future<String>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            together.countDown();
                            together.await();
                            return json(requests.once(KEY, "{}", this::effect));
                          }))
              .toList();
      for (Future<String> answer : answers) {
        assertEquals("{\"n\":1}", answer.get());
      }
    }
  }

  @Test
  void secretsAndBodiesAreNotOnDisk() throws Exception {
    try (AnswerStore store = open(100)) {
      with(store).once(KEY, "my-password", attempt -> Reply.ok("my-secret").withSecret());
      assertEquals(409, with(store).once(KEY, "my-password", this::effect).status());
    }
    for (Path file : files()) {
      String content =
          new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
      assertTrue(
          !content.contains("my-secret") && !content.contains("my-password"), file.toString());
    }
    assertEquals(0, effects.get());
  }

  private List<Path> files() throws java.io.IOException {
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void keysAreForgottenByAgeAndByNumber() {
    try (AnswerStore store = open(3)) {
      String first = store.begin(KEY, "{}").id();
      assertEquals(first, store.find(KEY).orElseThrow().id());
      now.set(now.get().plus(Duration.ofHours(25)));
      assertTrue(store.find(KEY).isEmpty(), "a day later the key is free");
      assertNotEquals(first, store.begin(KEY, "{}").id());
      for (int i = 0; i < 3; i++) {
        store.begin(new Idempotency.Key("otto", "/p", "other" + i), "{}");
      }
      assertTrue(store.find(KEY).isEmpty(), "the oldest went first");
      assertTrue(store.find(new Idempotency.Key("otto", "/p", "other0")).isPresent());
    }
  }
}
