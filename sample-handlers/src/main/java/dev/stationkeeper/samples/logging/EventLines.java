// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.spi.StationEvent;
import java.util.Map;
import java.util.Set;

/** Turns an event into one line of JSON. Thread-safe. */
final class EventLines {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Members that name a person: a token tells who charged where and when. */
  private static final Set<String> PERSONAL =
      Set.of("idTag", "parentIdTag", "idToken", "groupIdToken", "additionalIdToken", "value");

  private final boolean masked;

  EventLines(boolean masked) {
    this.masked = masked;
  }

  /** One line without its line end. */
  String of(StationId station, StationEvent event) {
    JsonObject line = new JsonObject();
    line.addProperty("at", event.at().toString());
    line.addProperty("station", station.value());
    line.addProperty("sequence", event.sequence());
    line.addProperty("type", event.type());
    JsonElement payload = JsonParser.parseString(event.payload().text());
    if (masked) {
      mask(payload, false);
    }
    line.add("event", payload);
    return GSON.toJson(line);
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
