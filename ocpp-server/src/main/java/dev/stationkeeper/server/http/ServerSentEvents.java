// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the event stream format (HTML Living Standard, 9.2). */
final class ServerSentEvents implements EventSink {
  private final OutputStream out;
  private final ObjectMapper mapper;

  ServerSentEvents(OutputStream out, ObjectMapper mapper) {
    this.out = out;
    this.mapper = mapper;
  }

  @Override
  public void event(String id, String name, Object data) throws IOException {
    // Payloads of stations are passed on verbatim and may hold line ends: each needs its own field.
    String lines = mapper.writeValueAsString(data).replaceAll("\r\n|\r|\n", "\ndata: ");
    write("id: " + id + "\nevent: " + name + "\ndata: " + lines + "\n\n");
  }

  @Override
  public void comment(String text) throws IOException {
    write(": " + text + "\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
