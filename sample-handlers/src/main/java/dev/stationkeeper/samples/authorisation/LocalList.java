// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.ocpp.JsonObjectBuilder;
import dev.stationkeeper.ocpp.JsonView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list that a station should have.
 *
 * @param entries JSON of AuthorizationData, by what names the token
 * @param left tokens that found no room
 */
record LocalList(Map<String, String> entries, boolean is16, int left) {
  LocalList {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** Equal for equal lists, over restarts. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      entries.values().stream()
          .sorted()
          .forEach(entry -> digest.update((entry + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** SendLocalList with all of it. */
  JsonView full(int version) {
    return update(version, "Full", entries.values().stream().map(JsonView::parse).toList());
  }

  /** SendLocalList with what is other than in {@code before}. */
  JsonView since(LocalList before, int version) {
    List<JsonView> changes = new ArrayList<>();
    before
        .entries()
        .keySet()
        .forEach(
            key -> {
              if (!entries.containsKey(key)) {
                changes.add(JsonView.parse(key));
              }
            });
    entries.forEach(
        (key, entry) -> {
          if (!entry.equals(before.entries().get(key))) {
            changes.add(JsonView.parse(entry));
          }
        });
    return update(version, "Differential", changes);
  }

  /** An empty list is left out: 2.x allows none. */
  private JsonView update(int version, String type, List<JsonView> changes) {
    JsonObjectBuilder update =
        JsonView.object()
            .put(is16 ? "listVersion" : "versionNumber", version)
            .put("updateType", type);
    if (!changes.isEmpty()) {
      update.putObjects("localAuthorizationList", changes);
    }
    return update.build();
  }
}
