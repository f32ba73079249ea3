// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;

/** Where lines go. Thread-safe: all stations share it. */
interface LineSink extends AutoCloseable {
  void write(String line) throws IOException;

  @Override
  void close();

  /** To a logger, at INFO. */
  static LineSink to(Logger logger) {
    return new LineSink() {
      @Override
      public void write(String line) {
        logger.info("{}", line);
      }

      @Override
      public void close() {}
    };
  }

  /** To the end of a file, its folders made where they are missing; each line is flushed. */
  static LineSink to(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    BufferedWriter writer =
        Files.newBufferedWriter(file, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new LineSink() {
      @Override
      public synchronized void write(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
        writer.flush();
      }

      @Override
      public synchronized void close() {
        try {
          writer.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
