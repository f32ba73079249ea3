// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an alarm.
 *
 * @param id the same at every attempt, also after a restart: by it a repetition is recognised
 * @param event {@code raised}, {@code cleared} or {@code acknowledged}
 * @param alarm the alarm's id, as in the API
 * @param by who acknowledged it
 */
record Notification(
    String id,
    String event,
    String alarm,
    String severity,
    @Nullable String station,
    String text,
    Instant at,
    @Nullable String by) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** As a JSON object; members that are null are left out. */
  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("id", id);
    json.addProperty("event", event);
    json.addProperty("alarm", alarm);
    json.addProperty("severity", severity);
    if (station != null) {
      json.addProperty("station", station);
    }
    json.addProperty("text", text);
    json.addProperty("at", at.toString());
    if (by != null) {
      json.addProperty("by", by);
    }
    return GSON.toJson(json);
  }
}
