// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a handler's settings. A value that makes no sense, and a name that nobody asked for, is an
 * {@link IllegalArgumentException} that says which. For one thread.
 */
public final class SinkSettings {
  /** The server's own, which it has looked at. */
  private static final String PERSONAL_DATA = "personal-data";

  private final String handler;
  private final Map<String, String> given;
  private final Set<String> asked = new TreeSet<>(Set.of(PERSONAL_DATA));

  /**
   * Those of a handler.
   *
   * @param handler its name, for messages
   */
  public SinkSettings(String handler, Map<String, String> given) {
    this.handler = handler;
    this.given = Map.copyOf(given);
  }

  /** A text that must be there. */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException(handler + " needs the setting " + name));
  }

  /** A text that may be there. */
  public Optional<String> text(String name) {
    asked.add(name);
    return Optional.ofNullable(given.get(name)).filter(value -> !value.isBlank());
  }

  /** One of some words. */
  public String oneOf(String name, String byDefault, Set<String> words) {
    String value = text(name).orElse(byDefault);
    if (!words.contains(value)) {
      throw wrong(name, value, "one of " + String.join(", ", new TreeSet<>(words)));
    }
    return value;
  }

  /** True or false. */
  public boolean truth(String name, boolean byDefault) {
    return Boolean.parseBoolean(oneOf(name, Boolean.toString(byDefault), Set.of("true", "false")));
  }

  /** A whole number between two others. */
  public int whole(String name, int byDefault, int least, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    String wanted = "a whole number from " + least + " to " + most;
    try {
      int value = Integer.parseInt(text.get());
      if (value < least || value > most) {
        throw wrong(name, text.get(), wanted);
      }
      return value;
    } catch (NumberFormatException e) {
      throw wrong(name, text.get(), wanted);
    }
  }

  /** A duration in ISO 8601, between two others. */
  public Duration time(String name, Duration byDefault, Duration least, Duration most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    String wanted = "an ISO 8601 duration from " + least + " to " + most;
    try {
      Duration value = Duration.parse(text.get());
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw wrong(name, text.get(), wanted);
      }
      return value;
    } catch (DateTimeParseException e) {
      throw wrong(name, text.get(), wanted);
    }
  }

  /** Everything that begins with {@code prefix}, without it. */
  public Map<String, String> beginningWith(String prefix) {
    Map<String, String> found = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && name.length() > prefix.length()) {
            asked.add(name);
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** To be called when all was asked for. */
  public void end() {
    for (String name : given.keySet()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(
            handler + " has no setting " + name + "; there are " + String.join(", ", asked));
      }
    }
  }

  private IllegalArgumentException wrong(String name, String value, String wanted) {
    return new IllegalArgumentException(
        "The setting " + name + " of " + handler + " is '" + value + "'; it is " + wanted);
  }
}
