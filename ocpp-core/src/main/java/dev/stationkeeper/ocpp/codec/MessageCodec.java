// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import dev.stationkeeper.ocpp.Decoded;
import dev.stationkeeper.ocpp.Fault;
import dev.stationkeeper.ocpp.InvalidMessageException;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.Leniency;
import dev.stationkeeper.ocpp.OcppVersion;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Binds a generated record to the code that reads and writes it. */
public record MessageCodec<T>(Class<T> type, Read<T> read, Write<T> write) {
  private static final int MAX_DEPTH = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          // Names come from strangers: they must not stay in the JVM's table of strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** Reads and validates in one pass; never throws for what a peer sent. */
  public Decoded<T> decode(JsonView payload, OcppVersion version, Leniency leniency) {
    try (JsonParser parser = JSON.createParser(payload.text())) {
      PayloadReader in = new PayloadReader(parser, payload.text(), leniency);
      parser.nextToken();
      T value = read.from(in);
      return new Decoded.Ok<>(value, in.forgiven(), in.asRead(payload));
    } catch (FaultException e) {
      return new Decoded.Invalid<>(e.fault().in(version));
    } catch (JsonProcessingException e) {
      Fault fault = new Fault(Fault.Kind.NO_OBJECT, "", "", "not readable as JSON");
      return new Decoded.Invalid<>(fault.in(version));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /**
   * Writes and validates in one pass.
   *
   * @throws InvalidMessageException when a limit is broken
   */
  public JsonView encode(T message, OcppVersion version) {
    // Its buffers are kept for the next message.
    SegmentedStringWriter text = new SegmentedStringWriter(JSON._getBufferRecycler());
    try (text;
        JsonGenerator generator = JSON.createGenerator(text)) {
      write.to(new PayloadWriter(generator), message);
      generator.flush();
      return JsonView.ofVerified(text.getAndClear());
    } catch (FaultException e) {
      throw new InvalidMessageException(type.getSimpleName(), e.fault().in(version));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
