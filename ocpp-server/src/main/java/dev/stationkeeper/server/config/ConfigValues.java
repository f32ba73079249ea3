// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads one value of a key; what is wrong with it is said in a sentence that names key and unit.
 */
final class ConfigValues {
  private ConfigValues() {}

  /** What became of a text: a value of the key's type, or the sentence that says why not. */
  sealed interface Parsed {
    record Good(Object value) implements Parsed {}

    record Bad(String why) implements Parsed {}
  }

  static Parsed parse(ConfigKey key, String text) {
    Optional<?> value;
    try {
      value = read(key.type(), text);
    } catch (IllegalArgumentException e) {
      return new Parsed.Bad(String.valueOf(e.getMessage()));
    }
    if (value.isEmpty()) {
      return new Parsed.Bad("\"%s\" is no %s".formatted(text, expected(key.type())));
    }
    return outside(key, value.get())
        .<Parsed>map(Parsed.Bad::new)
        .orElseGet(() -> new Parsed.Good(value.get()));
  }

  /** The value as it would be written in the file. */
  static String format(Object value) {
    return switch (value) {
      case Duration duration -> Durations.format(duration);
      case Map<?, ?> map ->
          String.join(
              "; ", map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
      default -> value.toString();
    };
  }

  /** What a value of {@code type} looks like, for people. */
  static String expected(Class<?> type) {
    if (type == int.class) {
      return "whole number";
    }
    if (type == boolean.class) {
      return "truth value (true or false)";
    }
    if (type == Duration.class) {
      return "duration with its unit (ms, s, m, h or d; for example 30s)";
    }
    if (type == DataSize.class) {
      return "size with its unit (B, KiB, MiB, GiB, KB, MB or GB; for example 128KiB)";
    }
    if (type == Path.class) {
      return "path of a file or folder";
    }
    if (type == Map.class) {
      return "mapping of handler.setting to value (in a variable: a.x=1; b.y=2)";
    }
    if (type == Tolerances.class) {
      return "mapping of rule.setting to value; settings are vendor, model, firmware (patterns, *"
          + " for any characters) and tolerate (names of quirks)";
    }
    if (type == ActionNames.class) {
      return "list of actions (in a variable: A,B)";
    }
    if (type == FlowDeadlines.class) {
      return "mapping of kind.step to duration (in a variable: reset.down=2m;"
          + " report.receiving=10m)";
    }
    return "text";
  }

  /**
   * @throws IllegalArgumentException with what is wrong, where the type itself knows better
   */
  private static Optional<?> read(Class<?> type, String text) {
    if (type == Tolerances.class) {
      return Optional.of(Tolerances.parse(text));
    }
    if (type == ActionNames.class) {
      return Optional.of(ActionNames.parse(text));
    }
    if (type == FlowDeadlines.class) {
      return Optional.of(FlowDeadlines.parse(text));
    }
    try {
      if (type == int.class) {
        return Optional.of(Integer.valueOf(text.strip()));
      }
      if (type == boolean.class) {
        return switch (text.strip()) {
          case "true" -> Optional.of(true);
          case "false" -> Optional.of(false);
          default -> Optional.empty();
        };
      }
      if (type == Duration.class) {
        return Durations.parse(text);
      }
      if (type == DataSize.class) {
        return DataSize.parse(text);
      }
      if (type == Path.class) {
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
      }
      if (type == Map.class) {
        return Optional.of(pairs(text));
      }
      return Optional.of(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalArgumentException when a part is no {@code handler.setting=value}
   */
  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new TreeMap<>();
    for (String part : text.split("[;\n]", -1)) {
      if (!part.isBlank()) {
        String[] pair = part.strip().split("=", 2);
        if (pair.length != 2 || pair[0].indexOf('.') < 1) {
          throw new IllegalArgumentException(part);
        }
        pairs.put(pair[0].strip(), pair[1].strip());
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  private static Optional<String> outside(ConfigKey key, Object value) {
    Setting setting = key.setting();
    if (!setting.min().isEmpty() && compare(key, value, setting.min()) < 0) {
      return Optional.of("%s is below %s, its least".formatted(format(value), setting.min()));
    }
    if (!setting.max().isEmpty() && compare(key, value, setting.max()) > 0) {
      return Optional.of("%s is above %s, its most".formatted(format(value), setting.max()));
    }
    return Optional.empty();
  }

  private static int compare(ConfigKey key, Object value, String bound) {
    Object limit =
        read(key.type(), bound)
            .orElseThrow(() -> new IllegalStateException("bad bound of " + key.name()));
    return switch (value) {
      case Integer number -> number.compareTo((Integer) limit);
      case Duration duration -> duration.compareTo((Duration) limit);
      case DataSize size -> size.compareTo((DataSize) limit);
      default -> throw new IllegalStateException("no bounds for " + key.type());
    };
  }
}
