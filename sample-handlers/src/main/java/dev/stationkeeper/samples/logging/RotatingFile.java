// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that is put aside when it is long or a day (UTC) is over: {@code events.jsonl}
 * becomes {@code events.0000000000000004711.jsonl}, by the position of its last line. Not
 * thread-safe. After a failure it is opened anew, and a line that was torn is cut off.
 */
final class RotatingFile {
  /** The end of a file in which the last line is looked for; no line is longer. */
  private static final int TAIL = 4 * 1024 * 1024;

  /**
   * How it rotates.
   *
   * @param bytes a longer file is put aside
   * @param keep how many that were put aside stay; the oldest are removed
   */
  record Rotation(Path file, long bytes, int keep) {}

  private final Rotation rotation;
  private final Path file;
  private final Path folder;
  private final String stem;
  private final String ending;
  private final InstantSource clock;
  private @Nullable FileChannel open;
  private LocalDate day = LocalDate.MIN;
  private long length;
  private long reached;

  RotatingFile(Rotation rotation, InstantSource clock) {
    this.rotation = rotation;
    this.file = rotation.file().toAbsolutePath();
    this.folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    this.stem = dot > 0 ? name.substring(0, dot) : name;
    this.ending = dot > 0 ? name.substring(dot) : "";
    this.clock = clock;
  }

  /** Position of the last line, in whatever file it is; 0 when there is none. */
  long reached() throws IOException {
    opened();
    return reached;
  }

  /** Adds lines that end at {@code end}. */
  void append(CharSequence lines, long end) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    try {
      rotateWhenDue();
      ByteBuffer bytes = UTF_8.encode(lines.toString());
      FileChannel to = opened();
      length += bytes.remaining();
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
      reached = end;
    } catch (IOException e) {
      abandon();
      throw e;
    }
  }

  /** Brings everything to the disk. */
  void force() throws IOException {
    opened().force(false);
  }

  /** Closes it; the next use opens it anew and finds out what is in it. */
  void abandon() {
    FileChannel last = open;
    open = null;
    try {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      length = 0; // what is in the file is found out at the next opening
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel present = open;
    if (present != null) {
      return present;
    }
    Files.createDirectories(folder);
    FileChannel made =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    open = made;
    try {
      byte[] tail = tail(made);
      int end = lineEnd(tail, tail.length);
      made.truncate(made.size() - (tail.length - end));
      length = made.size();
      made.position(length);
      int begin = lineEnd(tail, end - 1);
      String line = end == 0 ? "" : new String(tail, begin, end - 1 - begin, UTF_8);
      reached = Math.max(putAside(), EventLines.position(line));
      Instant since = length == 0 ? clock.instant() : Files.getLastModifiedTime(file).toInstant();
      day = LocalDate.ofInstant(since, ZoneOffset.UTC);
    } catch (IOException e) {
      abandon();
      throw e;
    }
    return made;
  }

  private static byte[] tail(FileChannel file) throws IOException {
    long from = Math.max(0, file.size() - TAIL);
    ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - from));
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
      // Until all is read.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Behind the last line end that is before {@code before}; 0 when there is none. */
  private static int lineEnd(byte[] text, int before) {
    for (int i = before - 1; i >= 0; i--) {
      if (text[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private void rotateWhenDue() throws IOException {
    opened();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (length > 0 && (length >= rotation.bytes() || today.isAfter(day))) {
      force();
      abandon();
      Files.move(
          file, folder.resolve(String.format(Locale.ROOT, "%s.%019d%s", stem, reached, ending)));
      List<Path> aside = aside();
      for (Path old : aside.subList(0, Math.max(0, aside.size() - rotation.keep()))) {
        Files.delete(old);
      }
    }
    day = today;
  }

  private long putAside() throws IOException {
    List<Path> aside = aside();
    return aside.isEmpty() ? 0 : Long.parseLong(number(aside.getLast()));
  }

  private List<Path> aside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> number(f).matches("[0-9]{19}")).sorted().toList();
    }
  }

  private String number(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.length() == stem.length() + 20 + ending.length()
            && name.startsWith(stem + ".")
            && name.endsWith(ending)
        ? name.substring(stem.length() + 1, stem.length() + 20)
        : "";
  }
}
