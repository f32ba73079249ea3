// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.JsonView;
import java.util.Map;

/**
 * Takes secrets out of answers before they are recorded. A station must not tell its password, but
 * some tell whatever they are asked for (A01.FR.09).
 */
final class AnswerMask {
  private static final String MASK = "********";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** By action: the list of the answer, and the member of its entries that may be a secret. */
  private static final Map<String, String[]> VALUES =
      Map.of(
          "GetConfiguration", new String[] {"configurationKey", "value", "/key"},
          "GetVariables", new String[] {"getVariableResult", "attributeValue", "/variable/name"});

  private AnswerMask() {}

  /** The answer with masks; itself, letter by letter, when there is nothing secret in it. */
  static JsonView over(Action action, JsonView answer) {
    String[] where = VALUES.get(action.name());
    return where == null ? answer : masked(answer, where[0], where[1], where[2]);
  }

  private static JsonView masked(JsonView answer, String list, String value, String name) {
    try {
      JsonNode tree = MAPPER.readTree(answer.text());
      boolean changed = false;
      for (JsonNode entry : tree.path(list)) {
        if (entry instanceof ObjectNode object
            && object.hasNonNull(value)
            && SecretNames.contains(entry.at(name).asText())) {
          object.put(value, MASK);
          changed = true;
        }
      }
      return changed ? JsonView.ofVerified(tree.toString()) : answer;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
