// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML file as texts by dotted names. */
final class YamlFile {
  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private YamlFile() {}

  /**
   * Reads {@code file}; a key twice, or a root that is no mapping, is an error.
   *
   * @throws ConfigException with a sentence that names the file, and the line where it is known
   */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = MAPPER.createParser(Files.newBufferedReader(file))) {
      JsonNode root = MAPPER.readTree(parser);
      if (root == null || root.isMissingNode() || root.isNull()) {
        return values;
      }
      if (!root.isObject()) {
        throw new ConfigException(
            List.of(file + " has no keys: write lines such as \"bind: 127.0.0.1\""));
      }
      flatten("", root, values);
      return values;
    } catch (NoSuchFileException e) {
      throw new ConfigException(List.of("There is no file " + file));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          List.of(
              "%s, line %d: %s"
                  .formatted(
                      file,
                      e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                      firstLine(e.getOriginalMessage()))));
    } catch (IOException e) {
      throw new ConfigException(List.of("Cannot read " + file + ": " + e.getMessage()));
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            member -> {
              String name = prefix + member.getKey();
              JsonNode value = member.getValue();
              if (value.isObject() && !value.isEmpty()) {
                flatten(name + ".", value, into);
              } else if (value.isArray()) {
                List<String> elements = new ArrayList<>();
                value.forEach(element -> elements.add(element.asText()));
                into.put(name, String.join(",", elements));
              } else {
                into.put(name, value.asText(""));
              }
            });
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
