// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCheckTest {
  private static final String SCHEMA =
      """
      {"definitions":{"Colour":{"type":"string","enum":["Red","Blue"]}},
       "type":"object","additionalProperties":false,
       "properties":{
         "name":{"type":"string","maxLength":20},
         "count":{"type":"integer","minimum":0},
         "rates":{"type":"array","items":{"type":"number","multipleOf":0.1},
                  "minItems":1,"maxItems":3},
         "colour":{"$ref":"#/definitions/Colour"}},
       "required":["name"]}
      """;

  private static final String DEFINITION =
      """
      action: Paint
      from: csms
      block: Test
      request:
        name: string(20)
        count?: int(0..)
        rates?: decimal(step 0.1)[1..3]
        colour?: Colour
      types:
        Colour:
          values: [Blue, Red]
      """;

  @Test
  void equalOnesHaveNoDifference(@TempDir Path folder) throws IOException {
    assertEquals(List.of(), differences(folder, SCHEMA, DEFINITION));
  }

  @Test
  void eachKindOfDifferenceIsFound(@TempDir Path folder) throws IOException {
    assertFound(folder, "/name: ", "string(20)", "string(21)");
    assertFound(folder, "/count: ", "count?: int(0..)", "count: int(0..)");
    assertFound(folder, "/count: ", "int(0..)", "int(0..9)");
    assertFound(folder, "/count: ", "int(0..)", "decimal(0..)");
    assertFound(folder, "/rates: ", "[1..3]", "[1..]");
    assertFound(folder, "/rates: ", "step 0.1", "step 0.01");
    assertFound(folder, "/colour: ", "[Blue, Red]", "[Blue, Red, Green]");
    assertFound(folder, "/colour: ", "  colour?: Colour\n", "");
    assertFound(
        folder, "/colour2: ", "  colour?: Colour\n", "  colour?: Colour\n  colour2?: Colour\n");
  }

  @Test
  void aKeywordThatTheCheckDoesNotKnowIsADifference(@TempDir Path folder) throws IOException {
    String schema = SCHEMA.replace("\"maxLength\":20", "\"maxLength\":20,\"pattern\":\"a*\"");

    assertEquals(1, differences(folder, schema, DEFINITION).size());
  }

  private static void assertFound(Path folder, String where, String old, String changed)
      throws IOException {
    List<String> found = differences(folder, SCHEMA, DEFINITION.replace(old, changed));
    assertEquals(1, found.size(), () -> changed + " " + found);
    assertEquals(true, found.getFirst().startsWith(where), found::toString);
  }

  private static List<String> differences(Path folder, String schema, String definition)
      throws IOException {
    Files.createDirectories(folder.resolve("v9/types"));
    Files.writeString(folder.resolve("v9/Paint.yaml"), definition);
    Path schemaFile = Files.writeString(folder.resolve("PaintRequest.json"), schema);
    VersionDefinition version = DefinitionReader.read(folder.resolve("v9"));
    return SchemaCheck.differences(
        "",
        SchemaFacts.of(schemaFile),
        DefinitionFacts.of(version, version.actions().getFirst().request()));
  }
}
