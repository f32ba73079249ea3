// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * State that was folded from the log, in a file, each time as a whole: a line with its version and
 * the position up to which it goes, then JSON by the members' names. State of another version is
 * none: it is made anew from the log. Not thread-safe.
 */
public final class StateFile<S> {
  /** Of this object: it remembers classes, which a static one would keep from being unloaded. */
  private final Gson gson = new Gson();

  private final Path file;
  private final Class<S> type;
  private final String version;

  /**
   * The file in {@code folder}.
   *
   * @param version of what is made of the events; without spaces
   */
  public StateFile(Path folder, Class<S> type, String version) {
    this.file = folder.resolve("state.json");
    this.type = type;
    this.version = version;
  }

  /** Up to where the state goes; 0 when there is none of this version. */
  public long position() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return position(reader);
    }
  }

  private long position(BufferedReader reader) throws IOException {
    String head = reader.readLine();
    String begin = version + " ";
    if (head == null || !head.startsWith(begin)) {
      return 0;
    }
    String number = head.substring(begin.length());
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }

  /**
   * The state; empty when there is none of this version.
   *
   * @throws IOException when it is damaged; without the file it is made anew
   */
  public Optional<S> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return position(reader) == 0
          ? Optional.empty()
          : Optional.ofNullable(gson.fromJson(reader, type));
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged; remove it to have it made anew", e);
    }
  }

  /** Puts {@code state} in the place of the one before. When this returns it is on the disk. */
  public void write(S state, long position) throws IOException {
    Path fresh = file.resolveSibling("state.json.new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      BufferedWriter writer = new BufferedWriter(Channels.newWriter(out, UTF_8));
      writer.write(version + " " + position + "\n");
      gson.toJson(state, writer);
      writer.flush();
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
