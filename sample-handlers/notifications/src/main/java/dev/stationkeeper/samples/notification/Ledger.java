// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.notification;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has left, and which alarms people believe to be open. In two files, so that neither a
 * restart nor a rewound log tells anything twice: a small one for each notification, how far they
 * have left, and the whole for each batch. Not thread-safe.
 */
final class Ledger {
  private static final Gson GSON = new Gson();
  private static final int MOST = 10_000;

  /** What people were told of an alarm: its end says no more than its id. */
  record Told(String severity, @Nullable String station, String text) {}

  /** What is kept as JSON, by the members' names. */
  private static final class Kept {
    /** Up to here the log is in it. */
    long position;

    /** The alarms that were told as raised, by their ids, the oldest first. */
    Map<String, Told> open = new LinkedHashMap<>();

    /** True while the alarm about the provider is open. */
    boolean down;
  }

  private final Path folder;
  private final Kept kept;
  private long left;

  /**
   * Opens it.
   *
   * @throws IOException when what is there cannot be read; without it alarms may be told again
   */
  Ledger(Path folder) throws IOException {
    this.folder = folder;
    Path whole = folder.resolve("ledger.json");
    Path reached = folder.resolve("left");
    try {
      Kept read = Files.exists(whole) ? GSON.fromJson(Files.readString(whole), Kept.class) : null;
      kept = read == null ? new Kept() : read;
      left = Files.exists(reached) ? Long.parseLong(Files.readString(reached).strip()) : 0;
    } catch (JsonParseException | NumberFormatException e) {
      throw new IOException(folder + " holds no ledger; without it alarms may be told again", e);
    }
  }

  /** Up to where the log is in here. */
  long position() {
    return kept.position;
  }

  /** Up to where everything has left, or is nobody's concern. */
  long left() {
    return left;
  }

  /** A notification has left; when this returns the disk knows it. */
  void left(long position) throws IOException {
    left = position;
    write("left", Long.toString(position));
  }

  /** The log up to there is in it; kept at the next {@link #save}. */
  void passed(long position) {
    kept.position = position;
  }

  /** Keeps the whole. */
  void save() throws IOException {
    write("ledger.json", GSON.toJson(kept));
  }

  private void write(String name, String text) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        fresh,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  boolean isDown() {
    return kept.down;
  }

  void down(boolean down) throws IOException {
    kept.down = down;
    save();
  }

  /** What people know of an open alarm; null when they know of none. */
  @Nullable Told told(String alarm) {
    return kept.open.get(alarm);
  }

  /** The alarm was told as raised. Of more than {@value #MOST} the oldest is forgotten. */
  void raised(String alarm, Told told) {
    kept.open.remove(alarm);
    kept.open.put(alarm, told);
    if (kept.open.size() > MOST) {
      kept.open.remove(kept.open.keySet().iterator().next());
    }
  }

  /** The alarm is over. */
  void cleared(String alarm) {
    kept.open.remove(alarm);
  }
}
