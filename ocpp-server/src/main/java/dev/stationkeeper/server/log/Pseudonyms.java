// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands for identifiers that must go: other text of the same length, the same for the same
 * identifier, made by chance, so that nothing leads back. Not thread-safe.
 */
final class Pseudonyms {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** Members whose text is a token, in 1.6, in 2.x and in our own events. */
  private static final Set<String> TEXTS = Set.of("idTag", "parentIdTag", "idToken", "group");

  /** Members that are an object; in our own events its member {@code value} is the token. */
  private static final Set<String> OBJECTS = Set.of("idToken", "groupIdToken");

  /** What JSON writes as it is. */
  private static final String PLAIN = "[ -~&&[^\"\\\\]]+";

  private final SecureRandom random;
  private final Map<String, byte[]> known = new HashMap<>();

  Pseudonyms(SecureRandom random) {
    this.random = random;
  }

  /**
   * Adds an identifier; capitals do not matter, as in OCPP.
   *
   * @throws IllegalArgumentException for one that JSON writes with an escape
   */
  void add(String identifier) {
    if (!identifier.matches(PLAIN)) {
      throw new IllegalArgumentException(
          "only identifiers of printable ASCII without \" and \\ can be erased: " + identifier);
    }
    known.computeIfAbsent(identifier.toLowerCase(Locale.ROOT), this::fresh);
  }

  /** Adds every token that an event names. */
  void addAll(LogRecord event) {
    try {
      collect(MAPPER.readTree(event.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("event " + event.position() + " is no JSON", e);
    }
  }

  private void collect(JsonNode node) {
    node.properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              if (TEXTS.contains(member.getKey())) {
                addText(value);
              }
              if (OBJECTS.contains(member.getKey())) {
                addText(value.path("value"));
              }
            });
    node.forEach(this::collect);
  }

  private void addText(JsonNode text) {
    if (text.isTextual() && text.asText().matches(PLAIN)) {
      add(text.asText());
    }
  }

  int size() {
    return known.size();
  }

  /** Replaces every JSON string that is a token and one of ours; how many there were. */
  int replace(byte[] bytes, int from) {
    int replaced = 0;
    for (int open = next(bytes, from); open >= 0; ) {
      int close = next(bytes, open + 1);
      if (close < 0) {
        return replaced;
      }
      String text = new String(bytes, open + 1, close - open - 1, StandardCharsets.ISO_8859_1);
      byte[] instead = known.get(text.toLowerCase(Locale.ROOT));
      if (instead != null && isToken(bytes, open)) {
        System.arraycopy(instead, 0, bytes, open + 1, instead.length);
        replaced++;
      }
      open = close; // it may open the next string as well: nobody knows which quote was the first
    }
    return replaced;
  }

  private static boolean isToken(byte[] bytes, int open) {
    int end = back(bytes, open - 1, ':');
    String member = name(bytes, end);
    if (!member.equals("value")) {
      return TEXTS.contains(member);
    }
    int outer = back(bytes, back(bytes, end - member.length() - 2, '{'), ':');
    return OBJECTS.contains(name(bytes, outer));
  }

  /** The place of the byte before {@code wanted}, which may stand between spaces; -1 for none. */
  private static int back(byte[] bytes, int from, char wanted) {
    int at = skip(bytes, from);
    return at >= 0 && bytes[at] == wanted ? skip(bytes, at - 1) : -1;
  }

  private static int skip(byte[] bytes, int from) {
    int at = from;
    while (at >= 0
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at--;
    }
    return at;
  }

  /** The text in quotes that ends at {@code end}; empty when there is none. */
  private static String name(byte[] bytes, int end) {
    if (end < 1 || bytes[end] != '"') {
      return "";
    }
    int begin = end - 1;
    while (begin >= 0 && bytes[begin] != '"' && end - begin < 20) {
      begin--;
    }
    return new String(bytes, begin + 1, end - begin - 1, StandardCharsets.ISO_8859_1);
  }

  private static int next(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '"') {
        return i;
      }
    }
    return -1;
  }

  private byte[] fresh(String identifier) {
    byte[] text = new byte[identifier.length()];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    return text;
  }
}
