// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A 2.0.1 station that charges without end: each message has a number that no other has, is said
 * again until it is answered, and is written down when it is. It keeps that over lost sockets, as a
 * real one does over days.
 */
final class LoadStation implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int UPDATES = 5;

  private final String id;
  private final URI uri;
  private final AtomicLong acknowledgements;
  private final BooleanSupplier up;
  private final BooleanSupplier over;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private int session;
  private int seqNo;
  private boolean booted;

  /**
   * @param acknowledgements counts those of all stations
   * @param up false while nobody listens, and nothing is to be sent: on loopback, who connects to a
   *     free port of the ephemeral range again and again will some day get it for himself, and the
   *     server does not
   * @param over ends the run
   */
  LoadStation(
      String id, URI uri, AtomicLong acknowledgements, BooleanSupplier up, BooleanSupplier over) {
    this.id = id;
    this.uri = uri;
    this.acknowledgements = acknowledgements;
    this.up = up;
    this.over = over;
  }

  /** Transaction and number of every message that was answered, in order. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Answers that were no CALLRESULT. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  String id() {
    return id;
  }

  @Override
  public void run() {
    while (!over.getAsBoolean()) {
      if (!up.getAsBoolean()) {
        LockSupport.parkNanos(5_000_000);
        continue;
      }
      try (RawStation socket = new RawStation(uri, "ocpp2.0.1")) {
        if (!booted) {
          booted = isAnswered(socket, "BootNotification", Sessions.BOOT_2X);
        }
        while (booted && isWanted() && isAnswered(socket, "TransactionEvent", next())) {
          acknowledged.add(transaction() + "/" + seqNo);
          acknowledgements.incrementAndGet();
          step();
        }
      } catch (CompletionException e) {
        LockSupport.parkNanos(50_000_000); // killed in this moment
      }
    }
  }

  private boolean isWanted() {
    return up.getAsBoolean() && !over.getAsBoolean();
  }

  private String transaction() {
    return id + "-" + session;
  }

  private String next() {
    if (seqNo == 0) {
      return Sessions.started2x(transaction(), "DRIVER1");
    }
    return seqNo < UPDATES
        ? Sessions.updated2x(transaction(), seqNo, 1_000 + seqNo)
        : Sessions.ended2x(transaction(), seqNo, 9_000);
  }

  private void step() {
    if (seqNo == UPDATES) {
      session++;
      seqNo = 0;
    } else {
      seqNo++;
    }
  }

  /** False when the socket went before the answer came. */
  private boolean isAnswered(RawStation socket, String action, String payload) {
    CompletableFuture<JsonNode> answer = socket.callAsync(action, payload);
    CompletableFuture.anyOf(answer, socket.closed())
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(e -> null)
        .join();
    if (!answer.isDone()) {
      socket.drop();
      return false;
    }
    JsonNode frame = answer.join();
    if (frame.get(0).asInt() != 3) {
      refusals.add(frame.toString());
      return false;
    }
    return true;
  }
}
