// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.eventmanager;

import dev.stationkeeper.ocpp.JsonView;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A decision as canonical text: members sorted, numbers and spacing alike, no generation. */
final class Decided {
  private static final int MOST = 2000;

  private Decided() {}

  static String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> "reply " + canonical(answered.payload());
      case Outcome.Refused refused -> "error " + refused.code().name();
      case Outcome.Passed passed -> "pass";
      case Outcome.Failed failed -> "failed: " + failed.reason();
    };
  }

  /** The name of the handler that decided; empty when none did. */
  static String by(Outcome outcome) {
    String by =
        switch (outcome) {
          case Outcome.Answered answered -> answered.by();
          case Outcome.Refused refused -> refused.by();
          case Outcome.Failed failed -> failed.by();
          case Outcome.Passed passed -> "";
        };
    int generation = by.lastIndexOf('#');
    return generation < 0 ? by : by.substring(0, generation);
  }

  static String cut(String text) {
    return text.length() > MOST ? text.substring(0, MOST) : text;
  }

  private static String canonical(JsonView object) {
    TreeMap<String, String> members = new TreeMap<>();
    for (String name : object.names()) {
      members.put(name, value(object, name));
    }
    return members.entrySet().stream()
        .map(member -> '"' + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(JsonView object, String name) {
    Optional<JsonView> inner = object.object(name);
    if (inner.isPresent()) {
      return canonical(inner.get());
    }
    String json = object.json(name).orElse("null");
    if (json.startsWith("[{")) {
      return object.objects(name).stream()
          .map(Decided::canonical)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return object
        .decimal(name)
        .map(number -> number.stripTrailingZeros().toPlainString())
        .orElse(json);
  }
}
