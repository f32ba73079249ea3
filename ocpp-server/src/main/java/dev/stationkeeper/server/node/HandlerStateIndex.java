// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where in the log the newest state of each handler lies, in a file that can be deleted at any
 * time: a start then reads the system's stream from the beginning. A line has position, handler and
 * station; the first has the position up to which the file tells, the last a checksum.
 */
final class HandlerStateIndex {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerStateIndex.class);

  private final Path file;

  HandlerStateIndex(Path file) {
    this.file = file;
  }

  /** A handler's state of a station. */
  record Key(String handler, String station) {}

  /**
   * What the index tells.
   *
   * @param upTo everything up to that position of the log is in it
   */
  record Places(long upTo, Map<Key, Long> positions) {
    static final Places NONE = new Places(0, Map.of());

    Places {
      positions = Map.copyOf(positions);
    }
  }

  /** Reads it; {@link Places#NONE} when there is none, or none that is whole. */
  Places read() {
    if (!Files.exists(file)) {
      return Places.NONE;
    }
    try {
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n', text.length() - 2) + 1;
      String body = text.substring(0, end);
      if (checksum(body) != Long.parseLong(text.substring(end).strip())) {
        throw new IOException("wrong checksum");
      }
      String[] lines = body.split("\n");
      Map<Key, Long> positions = new HashMap<>();
      for (int i = 1; i < lines.length; i++) {
        String[] parts = lines[i].split(" ", 3);
        positions.put(new Key(parts[1], parts[2]), Long.parseLong(parts[0]));
      }
      return new Places(Long.parseLong(lines[0]), positions);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read, the log is read instead: {}", file, e.toString());
      return Places.NONE;
    }
  }

  /** Replaces it, whole or not at all. */
  void write(Places places) throws IOException {
    StringBuilder body = new StringBuilder();
    body.append(places.upTo()).append('\n');
    places
        .positions()
        .forEach(
            (key, position) ->
                body.append(position)
                    .append(' ')
                    .append(key.handler())
                    .append(' ')
                    .append(key.station())
                    .append('\n'));
    String text = body.toString();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text + checksum(text) + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
