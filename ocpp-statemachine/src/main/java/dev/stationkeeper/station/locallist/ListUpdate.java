// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station.locallist;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.station.Completion;
import dev.stationkeeper.station.Reasons;
import dev.stationkeeper.station.StationState;
import dev.stationkeeper.station.provisioning.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The payload of a SendLocalList, of whatever length; the station may take less in one message
 * (D01.FR.11; 1.6 SendLocalListMaxLength).
 */
record ListUpdate(JsonView payload, String member, String version) {
  private static final String DIFFERENTIAL = "Differential";

  /** Around the payload: type, id of 36 characters, action, brackets. */
  private static final int FRAME_BYTES = 64;

  static ListUpdate of(JsonView payload) {
    return payload.has("listVersion")
        ? new ListUpdate(payload, "localAuthorizationList", "listVersion")
        : new ListUpdate(payload, "localAuthorizationList", "versionNumber");
  }

  int number() {
    return (int) payload.number(version).orElse(0);
  }

  boolean isDifferential() {
    return payload.string("updateType").orElse("").equals(DIFFERENTIAL);
  }

  List<JsonView> entries() {
    return payload.objects(member);
  }

  /** Why it must not be sent. */
  Optional<String> fault() {
    return new Reasons()
        .when(number() <= 0, "A local list has a version above 0 (D01.FR.18; 1.6 SendLocalList)")
        .when(
            namesATokenTwice(), "A local list names each token once (D01.FR.06; 1.6 SendLocalList)")
        .first();
  }

  private boolean namesATokenTwice() {
    Set<String> seen = new HashSet<>();
    return entries().stream().map(ListUpdate::token).anyMatch(token -> !seen.add(token));
  }

  /** Equal tokens differ in case at most (C01.FR.25; 1.6 CiString20). */
  private static String token(JsonView entry) {
    return entry
        .string("idTag")
        .or(
            () ->
                entry
                    .string("idToken", "idToken")
                    .map(value -> value + " " + entry.string("idToken", "type").orElse("")))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  /** How many entries fit into one message; at least one, and all when no limit is known. */
  int fitting(StationState state, OcppVersion spoken) {
    Configuration known = state.parts().get(Configuration.class);
    boolean is16 = spoken.equals(OcppVersion.V1_6);
    int items =
        is16 ? limit(known.value("SendLocalListMaxLength")) : limit(of(known, "ItemsPerMessage"));
    int bytes = is16 ? Integer.MAX_VALUE : limit(of(known, "BytesPerMessage"));
    return Math.max(1, Math.min(items, withinBytes(bytes)));
  }

  private static Optional<String> of(Configuration known, String variable) {
    return known
        .value("LocalAuthListCtrlr", variable, null)
        .or(() -> known.value("LocalAuthListCtrlr", variable, "SendLocalList"));
  }

  private int withinBytes(int most) {
    if (size(payload) + FRAME_BYTES <= most) {
      return entries().size();
    }
    int left = most - FRAME_BYTES - size(first(0));
    int count = 0;
    for (JsonView entry : entries()) {
      left -= size(entry) + 1;
      if (left < 0) {
        break;
      }
      count++;
    }
    return count;
  }

  private static int size(JsonView json) {
    return json.text().getBytes(StandardCharsets.UTF_8).length;
  }

  private static int limit(Optional<String> told) {
    try {
      int limit = told.map(Integer::parseInt).orElse(Integer.MAX_VALUE);
      return limit > 0 ? limit : Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  /** The same update with its first entries only. */
  JsonView first(int count) {
    List<JsonView> entries = entries();
    return count >= entries.size()
        ? payload
        : Completion.of(payload)
            .add(JsonView.object().putObjects(member, entries.subList(0, count)).build())
            .done();
  }

  /** What is to follow the first entries: always Differential, under the next version. */
  JsonView behind(int count) {
    List<JsonView> entries = entries();
    return Completion.of(payload)
        .add(
            JsonView.object()
                .put("updateType", DIFFERENTIAL)
                .put(version, number() + 1L)
                .putObjects(member, entries.subList(count, entries.size()))
                .build())
        .done();
  }
}
