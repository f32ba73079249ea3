// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Answers to POSTs by their {@code Idempotency-Key}, so that a repetition does nothing twice. Kept
 * in memory: a restart forgets them. Bounded; the oldest go first. Answers of 500 and above are not
 * kept, so that the caller may try again. Thread-safe; a repetition that comes while the first is
 * being served waits for it.
 */
final class Idempotency {
  /** Which POST: a key means nothing to another user or on another path. */
  record Key(String principal, String path, String key) {}

  private record Recorded(String body, CompletableFuture<Reply> reply) {}

  /** What is to be done once per key. */
  @FunctionalInterface
  interface Work {
    Reply run() throws InterruptedException;
  }

  private final Map<Key, Recorded> entries;

  Idempotency(int capacity) {
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
      Reply reply = work.run();
      mine.reply().complete(reply);
      return reply;
    } catch (ApiException e) {
      Problem problem = e.problem();
      mine.reply().complete(new Reply(problem.status(), problem));
      if (problem.status() >= 500) {
        forget(key, mine);
      }
      throw e;
    } catch (RuntimeException | InterruptedException e) {
      mine.reply().completeExceptionally(e);
      forget(key, mine);
      throw e;
    }
  }

  private static Reply repeat(Key key, String body, Recorded before) throws InterruptedException {
    if (!before.body().equals(body)) {
      throw ApiException.notValid(
          "The Idempotency-Key %s was used for another body; take a new key.".formatted(key.key()));
    }
    try {
      return before.reply().get();
    } catch (ExecutionException e) {
      throw ApiException.conflict(
          "The request with this Idempotency-Key failed; send it again to try anew.");
    }
  }

  private void forget(Key key, Recorded entry) {
    synchronized (entries) {
      entries.remove(key, entry);
    }
  }
}
