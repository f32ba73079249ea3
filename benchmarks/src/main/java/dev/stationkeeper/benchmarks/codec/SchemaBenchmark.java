// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.stationkeeper.ocpp.MessageType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Databind with a JSON Schema validator before it. The schemas are not ours to ship. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields before a method runs
public class SchemaBenchmark {
  /** Version and action. */
  @Param({
    "1.6 BootNotification",
    "1.6 MeterValues",
    "1.6 StartTransaction",
    "2.0.1 BootNotification",
    "2.0.1 MeterValues",
    "2.0.1 TransactionEvent",
    "2.1 BootNotification",
    "2.1 MeterValues",
    "2.1 TransactionEvent"
  })
  public String message;

  /** Folder with one folder for each version, in it {@code ActionRequest.json}. */
  @Param("")
  public String schemas;

  private String text;
  private JsonMapper mapper;
  private ObjectReader reader;
  private Schema schema;

  /** Loads the schema; a sample that it refuses would end the run. */
  @Setup
  public void prepare() throws IOException {
    text = Samples.payload(message);
    MessageType<?> type = Samples.type(message);
    mapper = PlainDatabind.mapper();
    reader = mapper.readerFor(type.type());
    Path file = Path.of(schemas, type.version().number(), type.action() + "Request.json");
    JsonNode definition = mapper.readTree(file.toFile());
    schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.fromSchemaNode(definition)
                    .orElse(SpecificationVersion.DRAFT_6))
            .getSchema(definition);
    databindAndSchema();
    schemaOnTextThenDatabind();
  }

  /** What one writes first: the validator reads the text, then databind reads it again. */
  @Benchmark
  public Object schemaOnTextThenDatabind() throws IOException {
    if (!schema.validate(text, InputFormat.JSON).isEmpty()) {
      throw new IllegalStateException(message + ": " + schema.validate(text, InputFormat.JSON));
    }
    return reader.readValue(text);
  }

  /** One tree, validated, then bound. */
  @Benchmark
  public Object databindAndSchema() throws IOException {
    JsonNode tree = mapper.readTree(text);
    if (!schema.validate(tree).isEmpty()) {
      throw new IllegalStateException(message + ": " + schema.validate(tree));
    }
    return reader.readValue(tree);
  }
}
