// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.stationkeeper.spi.LoggedEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns an event into one line of JSON. {@code position} stands first in every line: by it a line
 * is recognised, also by this handler when it starts again. Immutable, thread-safe.
 */
final class EventLines {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final String INSIDE = "event.";
  private static final Set<String> FIELDS =
      Set.of("at", "station", "sequence", "type", "by", "replayed", "event");
  private static final Pattern POSITION = Pattern.compile("\\{\"position\":([0-9]{1,18})[,}].*");

  /** Members that name a person: a token tells who charged where and when. */
  private static final Set<String> PERSONAL =
      Set.of("idTag", "parentIdTag", "idToken", "groupIdToken", "additionalIdToken", "value");

  private final List<String> fields;
  private final boolean masks;

  /**
   * @param shown whether the server shows persons' identifiers; otherwise there are pseudonyms
   *     already, and nothing has to be masked
   */
  EventLines(List<String> fields, boolean mask, boolean shown) {
    this.fields = fields;
    this.masks = mask && shown;
  }

  static boolean isField(String name) {
    return FIELDS.contains(name) || (name.startsWith(INSIDE) && name.length() > INSIDE.length());
  }

  /** The position in a line that this class made; 0 when it is none. */
  static long position(String line) {
    Matcher found = POSITION.matcher(line);
    return found.matches() ? Long.parseLong(found.group(1)) : 0;
  }

  /** Adds one line with its line end. */
  void append(LoggedEvent event, StringBuilder to) {
    to.append("{\"position\":").append(event.position());
    for (String field : fields) {
      switch (field) {
        case "at" -> member(to, field).append('"').append(event.at()).append('"');
        case "station" ->
            event.station().ifPresent(s -> member(to, field).append(quoted(s.value())));
        case "sequence" -> member(to, field).append(event.sequence());
        case "type" -> member(to, field).append(quoted(event.type()));
        case "by" -> event.by().ifPresent(by -> member(to, field).append(quoted(by)));
        case "replayed" -> {
          if (event.replayed()) {
            member(to, field).append("true");
          }
        }
        case "event" -> member(to, field).append(payload(event));
        default -> inside(field.substring(INSIDE.length()), event, to);
      }
    }
    to.append("}\n");
  }

  private void inside(String name, LoggedEvent event, StringBuilder to) {
    JsonElement found = JsonParser.parseString(payload(event)).getAsJsonObject().get(name);
    if (found != null) {
      member(to, name).append(GSON.toJson(found));
    }
  }

  private static StringBuilder member(StringBuilder to, String name) {
    return to.append(',').append(quoted(name)).append(':');
  }

  private static String quoted(String text) {
    return GSON.toJson(text);
  }

  private String payload(LoggedEvent event) {
    String text = event.payload().text();
    // What a station wrote stands in an event as it was written, line ends too.
    if (!masks && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      return text;
    }
    JsonElement payload = JsonParser.parseString(text);
    if (masks) {
      mask(payload, false);
    }
    return GSON.toJson(payload);
  }

  /** {@code value} names a person only inside a token; elsewhere it is a meter's. */
  private static void mask(JsonElement element, boolean insideToken) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(e -> mask(e, insideToken));
    } else if (element.isJsonObject()) {
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        boolean personal =
            PERSONAL.contains(member.getKey()) && (insideToken || !member.getKey().equals("value"));
        if (personal && member.getValue().isJsonPrimitive()) {
          member.setValue(new JsonPrimitive(maskedText(member.getValue().getAsString())));
        } else {
          mask(member.getValue(), personal);
        }
      }
    }
  }

  /** Keeps the last two characters of a long token, enough to tell two of a dispute apart. */
  private static String maskedText(String token) {
    return token.length() < 6 ? "***" : "***" + token.substring(token.length() - 2);
  }
}
