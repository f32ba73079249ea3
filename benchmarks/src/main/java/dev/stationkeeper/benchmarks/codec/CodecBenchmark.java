// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Text to record and back: ours with validation, databind without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields before a method runs
public class CodecBenchmark {
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

  private JsonView view;
  private Both<?> both;

  /** Reads once by both ways; they must agree, or the comparison means nothing. */
  @Setup
  public void prepare() throws JsonProcessingException {
    view = JsonView.parse(Samples.payload(message));
    both = new Both<>(Samples.type(message), view);
  }

  /** Ours, from text to record, validated. */
  @Benchmark
  public Object decode() {
    // A view of its own each time, as the frame codec makes it.
    return both.type.decode(JsonView.ofVerified(view.text()));
  }

  /** Databind, from text to the same record, not validated. */
  @Benchmark
  public Object databindDecode() throws JsonProcessingException {
    return both.reader.readValue(view.text());
  }

  /** Ours, from record to text, validated. */
  @Benchmark
  public Object encode() {
    return both.encode();
  }

  /** Databind, from the same record to text, not validated. */
  @Benchmark
  public Object databindEncode() throws JsonProcessingException {
    return both.writer.writeValueAsString(both.value);
  }

  private static final class Both<T> {
    private final MessageType<T> type;
    private final T value;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    Both(MessageType<T> type, JsonView payload) throws JsonProcessingException {
      this.type = type;
      JsonMapper mapper = PlainDatabind.mapper();
      reader = mapper.readerFor(type.type());
      writer = mapper.writerFor(type.type());
      if (!(type.decode(payload) instanceof Decoded.Ok<T> ok)) {
        throw new IllegalStateException(type + ": the sample is not valid");
      }
      value = ok.value();
      if (!value.equals(reader.readValue(payload.text()))) {
        throw new IllegalStateException(type + ": databind reads something else");
      }
      if (!mapper
          .readTree(encode().text())
          .equals(mapper.readTree(writer.writeValueAsString(value)))) {
        throw new IllegalStateException(type + ": databind writes something else");
      }
    }

    JsonView encode() {
      return type.encode(value);
    }
  }
}
