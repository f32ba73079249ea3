// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers to POSTs by their {@code Idempotency-Key}, so that a repetition does nothing twice: also
 * when both come at once, and after a restart. That a request begins is on disk before it does
 * anything; one whose answer the dead server did not come to note is served again, knowing that it
 * is a repetition. Bounded; the oldest go first. Answers of 500 and above are not kept, so that the
 * caller may try again, which is served as a repetition too. Thread-safe; a repetition that comes
 * while the first is being served waits for it.
 */
final class Idempotency {
  /** Which POST: a key means nothing to another user or on another path. */
  record Key(String principal, String path, String key) {}

  /**
   * A request with a key, for who serves it.
   *
   * @param id for what the request makes, the same in every repetition
   * @param repeated true when it was begun before and nobody knows how far it came
   */
  record Attempt(String id, boolean repeated) {}

  private record Recorded(String body, CompletableFuture<Reply> reply) {}

  /** What is to be done once per key. */
  @FunctionalInterface
  interface Work {
    Reply run(Attempt attempt) throws InterruptedException;
  }

  private final Map<Key, Recorded> entries;
  private final @Nullable AnswerStore store;
  private final ObjectMapper mapper;

  /** Without a store a restart forgets everything. */
  Idempotency(int capacity, @Nullable AnswerStore store, ObjectMapper mapper) {
    this.store = store;
    this.mapper = mapper;
    entries =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Recorded> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The recorded reply, or that of {@code work}. */
  Reply once(Key key, String body, Work work) throws InterruptedException {
    Recorded mine = new Recorded(body, new CompletableFuture<>());
    Recorded before;
    synchronized (entries) {
      before = entries.putIfAbsent(key, mine);
    }
    if (before != null) {
      return repeat(key, body, before);
    }
    try {
      Reply reply = durably(key, body, work);
      mine.reply().complete(reply);
      if (reply.status() >= 500) {
        forget(key, mine);
      }
      return reply;
    } catch (ApiException e) {
      Problem problem = e.problem();
      mine.reply().complete(new Reply(problem.status(), problem));
      forget(key, mine);
      throw e;
    } catch (RuntimeException | InterruptedException e) {
      mine.reply().completeExceptionally(e);
      forget(key, mine);
      throw e;
    }
  }

  private Reply durably(Key key, String body, Work work) throws InterruptedException {
    AnswerStore kept = store;
    if (kept == null) {
      return served(work, new Attempt(java.util.UUID.randomUUID().toString(), false));
    }
    Optional<AnswerStore.Begun> before = kept.find(key);
    if (before.isPresent()) {
      if (!before.get().bodyHash().equals(AnswerStore.hash(body))) {
        throw otherBody(key);
      }
      Integer status = before.get().status();
      if (status != null) {
        return again(status, before.get().answer());
      }
    }
    AnswerStore.Begun begun = before.orElseGet(() -> kept.begin(key, body));
    Reply reply = served(work, new Attempt(begun.id(), before.isPresent()));
    if (reply.status() < 500) {
      kept.end(key, reply.status(), reply.secret() ? null : text(reply.body()));
    }
    return reply;
  }

  /** A refusal is an answer too. */
  private static Reply served(Work work, Attempt attempt) throws InterruptedException {
    try {
      return work.run(attempt);
    } catch (ApiException e) {
      return new Reply(e.problem().status(), e.problem());
    }
  }

  private @Nullable String text(@Nullable Object body) {
    try {
      return body == null ? null : mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }

  private Reply again(int status, @Nullable String answer) {
    try {
      if (answer == null) {
        return status == 204
            ? Reply.NOTHING
            : new Reply(
                409,
                Problem.of(
                    409,
                    "This was done already; its answer had a secret, which is shown only once."));
      }
      return new Reply(
          status,
          status >= 400 ? mapper.readValue(answer, Problem.class) : mapper.readTree(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept answer cannot be read", e);
    }
  }

  private static Reply repeat(Key key, String body, Recorded before) throws InterruptedException {
    if (!before.body().equals(body)) {
      throw otherBody(key);
    }
    try {
      return before.reply().get();
    } catch (ExecutionException e) {
      throw ApiException.conflict(
          "The request with this Idempotency-Key failed; send it again to try anew.");
    }
  }

  private static ApiException otherBody(Key key) {
    return ApiException.notValid(
        "The Idempotency-Key %s was used for another body; take a new key.".formatted(key.key()));
  }

  private void forget(Key key, Recorded entry) {
    synchronized (entries) {
      entries.remove(key, entry);
    }
  }
}
