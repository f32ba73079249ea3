// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read again when it has changed. By its content and not by its time: a file that
 * was copied keeps the time of its original. For one thread at a time.
 */
public final class WatchedFile {
  private final Path file;
  private final long most;
  private @Nullable String last;

  /**
   * @param most bytes; a larger file is refused
   */
  public WatchedFile(Path file, long most) {
    this.file = file;
    this.most = most;
  }

  /**
   * Its text, when it is another than at the last call; always at the first, and after a failure. A
   * file that does not parse is thus complained of once.
   *
   * @throws IOException when it cannot be read, is too large or is no UTF-8; the text names the
   *     file
   */
  public Optional<String> changed() throws IOException {
    String before = last;
    last = null; // what cannot be read is another thing than what was read
    long size = Files.size(file);
    if (size > most) {
      throw new IOException(file + " has " + size + " bytes, more than " + most);
    }
    String text = decoded(Files.readAllBytes(file));
    last = text;
    return text.equals(before) ? Optional.empty() : Optional.of(text);
  }

  private String decoded(byte[] bytes) throws IOException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8", e);
    }
  }
}
