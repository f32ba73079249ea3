// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.trace;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A collector that takes OTLP over HTTP and reads as much of it (protobuf's wire format) as spans
 * need: names, ids, attributes, status. It shares no code with the exporter.
 */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> raw = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** A span as it arrived; {@code parent} is empty for the first of a trace. */
  public record Span(
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      long status) {}

  /** Takes spans on a free port. */
  public OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/v1/traces",
        exchange -> {
          InputStream in = exchange.getRequestBody();
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          byte[] body = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
          raw.add(new String(body, StandardCharsets.ISO_8859_1));
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          take(body);
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** Where an exporter sends to. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  /** What has arrived so far. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Everything that has arrived, as it was. */
  public String raw() {
    return String.join("\n", raw);
  }

  /** The Authorization headers, in order. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  private void take(byte[] request) {
    for (byte[] resource : Message.of(request).messages(1)) {
      for (byte[] scope : Message.of(resource).messages(2)) {
        for (byte[] span : Message.of(scope).messages(2)) {
          spans.add(span(Message.of(span)));
        }
      }
    }
  }

  private static Span span(Message span) {
    Map<String, String> attributes = new TreeMap<>();
    for (byte[] pair : span.messages(9)) {
      Message entry = Message.of(pair);
      Message value = Message.of(entry.messages(2).getFirst());
      attributes.put(
          text(entry.messages(1).getFirst()),
          value.messages(1).isEmpty()
              ? Long.toString(value.number(3))
              : text(value.messages(1).getFirst()));
    }
    long status =
        span.messages(15).isEmpty() ? 0 : Message.of(span.messages(15).getFirst()).number(3);
    return new Span(
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        text(span.messages(5).getFirst()),
        attributes,
        status);
  }

  private static String hex(Message of, int field) {
    return of.messages(field).isEmpty()
        ? ""
        : HexFormat.of().formatHex(of.messages(field).getFirst());
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** The fields of a protobuf message: what has a length, and numbers. */
  private record Message(Map<Integer, List<byte[]>> parts, Map<Integer, Long> numbers) {
    static Message of(byte[] bytes) {
      Map<Integer, List<byte[]>> parts = new TreeMap<>();
      Map<Integer, Long> numbers = new TreeMap<>();
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      while (in.available() > 0) {
        long tag = varint(in);
        int field = (int) (tag >>> 3);
        switch ((int) (tag & 7)) {
          case 0 -> numbers.put(field, varint(in));
          case 1 -> numbers.put(field, fixed(in, 8));
          case 2 -> {
            byte[] part = new byte[(int) varint(in)];
            if (in.read(part, 0, part.length) != part.length && part.length > 0) {
              throw new IllegalStateException("a message is cut off");
            }
            parts.computeIfAbsent(field, f -> new ArrayList<>()).add(part);
          }
          case 5 -> numbers.put(field, fixed(in, 4));
          default -> throw new IllegalStateException("no wire type " + (tag & 7));
        }
      }
      return new Message(parts, numbers);
    }

    private static long varint(ByteArrayInputStream in) {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        int next = in.read();
        if (next < 0) {
          throw new IllegalStateException("a number is cut off");
        }
        value |= (long) (next & 0x7f) << shift;
        if (next < 0x80) {
          return value;
        }
      }
    }

    private static long fixed(ByteArrayInputStream in, int bytes) {
      long value = 0;
      for (int i = 0; i < bytes; i++) {
        value |= (long) in.read() << (8 * i);
      }
      return value;
    }

    List<byte[]> messages(int field) {
      @Nullable List<byte[]> found = parts.get(field);
      return found == null ? List.of() : found;
    }

    long number(int field) {
      return numbers.getOrDefault(field, 0L);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
