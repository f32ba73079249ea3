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

  @TempDir Path folder;

  @Test
  void equalOnesHaveNoDifference() throws IOException {
    assertEquals(List.of(), differences(SCHEMA, DEFINITION));
  }

  @Test
  void eachKindOfDifferenceIsFound() throws IOException {
    assertFound("/name: ", "string(20)", "string(21)");
    assertFound("/count: ", "count?: int(0..)", "count: int(0..)");
    assertFound("/count: ", "int(0..)", "int(0..9)");
    assertFound("/count: ", "int(0..)", "decimal(0..)");
    assertFound("/rates: ", "[1..3]", "[1..]");
    assertFound("/rates: ", "step 0.1", "step 0.01");
    assertFound("/colour: ", "[Blue, Red]", "[Blue, Red, Green]");
    assertFound("/colour: ", "  colour?: Colour\n", "");
    assertFound("/colour2: ", "  colour?: Colour\n", "  colour?: Colour\n  colour2?: Colour\n");
  }

  @Test
  void aKeywordThatTheCheckDoesNotKnowIsADifference() throws IOException {
    String schema = SCHEMA.replace("\"maxLength\":20", "\"maxLength\":20,\"pattern\":\"a*\"");

    assertEquals(1, differences(schema, DEFINITION).size());
  }

  private void assertFound(String where, String old, String changed) throws IOException {
    List<String> found = differences(SCHEMA, DEFINITION.replace(old, changed));
    assertEquals(1, found.size(), () -> changed + " " + found);
    assertEquals(true, found.getFirst().startsWith(where), found::toString);
  }

  private List<String> differences(String schema, String definition) throws IOException {
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
