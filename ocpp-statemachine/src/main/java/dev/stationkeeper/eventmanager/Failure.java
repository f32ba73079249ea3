// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as text: keeping the thrown object would keep the plugin's class loader.
 *
 * @param summary the class and message, at most 300 characters
 * @param text with causes and the first frames, at most 4,000 characters
 */
record Failure(FailureClass kind, String summary, String text) {
  private static final int SUMMARY = 300;
  private static final int TEXT = 4000;
  private static final int CAUSES = 5;
  private static final int FRAMES = 12;

  static Failure of(FailureClass kind, String text) {
    return new Failure(kind, cut(text, SUMMARY), cut(text, TEXT));
  }

  /**
   * Reads what vendor code threw. Everything it calls on the thrown object may be overridden: it
   * may throw, and it may hang, so this runs inside the watched call.
   */
  static Failure thrown(Throwable thrown) {
    return thrown(thrown, true);
  }

  /**
   * As {@link #thrown(Throwable)}.
   *
   * @param traced false leaves out the frames, which cost most
   */
  static Failure thrown(Throwable thrown, boolean traced) {
    Throwable relevant = thrown;
    for (int i = 0; i < CAUSES; i++) {
      // Exact classes: their getCause is the JDK's.
      Throwable inner =
          relevant.getClass() == CompletionException.class
                  || relevant.getClass() == ExecutionException.class
              ? relevant.getCause()
              : null;
      if (inner == null) {
        break;
      }
      relevant = inner;
    }
    return new Failure(classify(relevant), summary(relevant), render(relevant, traced));
  }

  private static FailureClass classify(Throwable thrown) {
    return switch (thrown) {
      case StackOverflowError e -> FailureClass.STACK_OVERFLOW;
      case OutOfMemoryError e -> FailureClass.OUT_OF_MEMORY;
      case LinkageError e -> FailureClass.INCOMPATIBLE;
      case MatchException e -> FailureClass.INCOMPATIBLE;
      case InvalidAnswerException e -> FailureClass.INVALID_ANSWER;
      case Error e -> FailureClass.ERROR;
      default -> FailureClass.EXCEPTION;
    };
  }

  private static String summary(Throwable thrown) {
    if (thrown instanceof InvalidAnswerException) {
      return cut(String.valueOf(thrown.getMessage()), SUMMARY);
    }
    String name = thrown.getClass().getName();
    String message = message(thrown);
    return cut(message == null ? name : name + ": " + message, SUMMARY);
  }

  private static String render(Throwable thrown, boolean traced) {
    StringBuilder out = new StringBuilder();
    Throwable next = thrown;
    for (int i = 0; next != null && i < CAUSES && out.length() < TEXT; i++) {
      out.append(i == 0 ? "" : "\ncaused by ").append(summary(next));
      if (traced) {
        frames(next, out);
      }
      next = cause(next);
    }
    if (!traced) {
      out.append("\n  (no trace: more than ")
          .append(TraceBudget.PER_SECOND)
          .append(" failures in a second)");
    }
    return cut(out.toString(), TEXT);
  }

  private static void frames(Throwable thrown, StringBuilder out) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      for (int i = 0; i < frames.length && i < FRAMES; i++) {
        out.append("\n  at ").append(frames[i]);
      }
    } catch (Throwable hostile) {
      out.append("\n  (no trace: ").append(hostile.getClass().getName()).append(')');
    }
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? null : cut(message, TEXT);
    } catch (Throwable hostile) {
      return "(its message throws " + hostile.getClass().getName() + ")";
    }
  }

  @SuppressWarnings("ReferenceEquality") // equals may be the vendor's
  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      Throwable cause = thrown.getCause();
      return cause == thrown ? null : cause;
    } catch (Throwable hostile) {
      return null;
    }
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
