// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.quirk.Quirk;
import dev.stationkeeper.ocpp.quirk.QuirkProfile;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Mutated frames, 10,000 of them, a million with {@code -Plong}. Every frame has a seed of its own:
 * {@code -Dfuzz.seed=S -Dfuzz.first=N -Dfuzz.frames=1} runs the one that a failure names.
 */
class FrameFuzzTest {
  private static final int WATCHED = 1_000;
  private static final QuirkProfile ALL_QUIRKS = QuirkProfile.of(Set.of(Quirk.values()));

  private final FrameCodec codec = new FrameCodec();
  private int valid;
  private int malformed;

  @Tag("RPC-26")
  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  @DisplayName("RPC-26: no frame, however broken, makes the codec throw, lie or hold on to it")
  void everyFrameHasAnAnswer(TestReporter reporter) {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    int first = Integer.getInteger("fuzz.first", 0);
    int frames = Integer.getInteger("fuzz.frames", 10_000);
    reporter.publishEntry("fuzz.seed", Long.toString(seed));

    Deque<WeakReference<Object>> watched = new ArrayDeque<>();
    for (int i = first; i < first + frames; i++) {
      SplittableRandom random = new SplittableRandom(seed + i * 0x9E3779B97F4A7C15L);
      OcppVersion version = OcppVersion.all().get(random.nextInt(3));
      String text = FrameMutations.next(random);
      try {
        watch(watched, check(text, version));
      } catch (Throwable e) {
        throw new AssertionError(
            "-Dfuzz.seed=%d -Dfuzz.first=%d -Dfuzz.frames=1 %s: %s"
                .formatted(seed, i, version, printable(text)),
            e);
      }
    }
    // Both kinds, or the mutations are too tame or too wild to show anything.
    if (frames >= 1_000) {
      assertTrue(valid > frames / 20, "valid: " + valid);
      assertTrue(malformed > frames / 20, "malformed: " + malformed);
    }
    assertNothingIsHeld(watched);
  }

  private ParsedFrame check(String text, OcppVersion version) {
    ParsedFrame parsed = codec.parse(text, version);
    switch (parsed) {
      case ParsedFrame.Valid(Frame frame) -> {
        valid++;
        checkValid(frame, version);
      }
      case ParsedFrame.Malformed fault -> {
        malformed++;
        checkMalformed(fault, version);
      }
    }
    return parsed;
  }

  private void checkValid(Frame frame, OcppVersion version) {
    JsonView body = body(frame);
    // The reader's promise to JsonView: what it verified, a view takes too.
    assertEquals(body, JsonView.parse(body.text()));
    body.names().forEach(name -> touch(body, name));
    if (frame instanceof Frame.Call call) {
      MessageCatalogue.of(version)
          .request(call.action())
          .ifPresent(type -> checkPayload(type, body, version));
    }
    if (!(frame instanceof Frame.CallError error && error.description().length() > 255)) {
      assertEquals(new ParsedFrame.Valid(frame), codec.parse(codec.write(frame), version));
    }
  }

  /** Strict, or with every quirk: a message that can be written again, or a fault with a code. */
  private static <T> void checkPayload(MessageType<T> type, JsonView body, OcppVersion version) {
    type.validate(body).ifPresent(violation -> checkViolation(violation, version));
    switch (ALL_QUIRKS.decode(type, body).decoded()) {
      case Decoded.Ok<T> ok -> {
        // What was mended says the same to a reader that mends nothing.
        Decoded<T> again = type.decode(JsonView.parse(ok.payload().text()), Leniency.KEEP);
        assertEquals(ok.value(), assertInstanceOf(Decoded.Ok.class, again).value());
      }
      case Decoded.Invalid<T>(Violation violation) -> checkViolation(violation, version);
    }
    if (type.decode(body, Leniency.STRICT) instanceof Decoded.Ok<T> ok) {
      assertEquals(List.of(), ok.extras());
      assertEquals(Optional.empty(), type.validate(type.encode(ok.value())));
    }
  }

  private static void checkViolation(Violation violation, OcppVersion version) {
    assertEquals(violation.code(), violation.code().in(version));
    assertTrue(violation.description().length() <= 255);
  }

  private static void touch(JsonView view, String name) {
    assertTrue(view.json(name).isPresent());
    view.number(name);
    view.decimal(name);
    view.objects(name);
    view.string(name, "0", "a");
  }

  private void checkMalformed(ParsedFrame.Malformed fault, OcppVersion version) {
    assertTrue(fault.reason().length() <= 255 && !fault.reason().isEmpty());
    Frame answer = fault.answer();
    if (answer == null) {
      return;
    }
    assertEquals(new ParsedFrame.Valid(answer), codec.parse(codec.write(answer), version));
    if (fault.id() != null) {
      assertEquals(fault.id(), answer.id());
    }
    if (answer instanceof Frame.CallError error) {
      assertTrue(fault.type() != 3 && fault.type() != 4, "an error for an answer");
      assertEquals(error.code(), error.code().in(version));
      assertFalse(version.equals(OcppVersion.V1_6) && fault.id() == null, "-1 under 1.6");
    } else {
      assertInstanceOf(Frame.CallResultError.class, answer);
      assertEquals(OcppVersion.V2_1, version);
      assertEquals(3, fault.type());
    }
  }

  private static JsonView body(Frame frame) {
    return switch (frame) {
      case Frame.Call f -> f.payload();
      case Frame.Send f -> f.payload();
      case Frame.CallResult f -> f.payload();
      case Frame.CallError f -> f.details();
      case Frame.CallResultError f -> f.details();
    };
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                shown.append(
                    c < ' ' || c > '~' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
    return shown.toString();
  }

  /** Watches the last frames only: the test itself must not grow either. */
  private static void watch(Deque<WeakReference<Object>> watched, Object parsed) {
    if (watched.size() == WATCHED) {
      watched.removeFirst();
    }
    watched.addLast(new WeakReference<>(parsed));
  }

  private static void assertNothingIsHeld(Deque<WeakReference<Object>> watched) {
    List<WeakReference<Object>> held = List.copyOf(watched);
    for (int i = 0; i < 20 && held.stream().anyMatch(ref -> ref.get() != null); i++) {
      System.gc();
    }
    held.forEach(ref -> assertNull(ref.get(), "a parsed frame is still reachable"));
  }
}
