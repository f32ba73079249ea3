// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.station;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Parts from a snapshot, each read as the record of its name. */
final class PartsReader extends StdDeserializer<Parts> {
  private static final long serialVersionUID = 1L;

  PartsReader() {
    super(Parts.class);
  }

  @Override
  public Parts deserialize(JsonParser in, DeserializationContext context) throws IOException {
    Map<String, Part> parts = new HashMap<>(Parts.INITIAL.all());
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      Part initial = Parts.INITIAL.all().get(name);
      in.nextToken();
      if (initial == null) {
        in.skipChildren();
      } else {
        parts.put(name, context.readValue(in, initial.getClass()));
      }
    }
    return new Parts(parts);
  }
}
