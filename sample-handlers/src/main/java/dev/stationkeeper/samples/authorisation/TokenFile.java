// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

import dev.stationkeeper.samples.files.WatchedFile;
import dev.stationkeeper.samples.files.WholeFile;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The operator's file: read again when it has changed, taken when all of it is right. A copy of
 * what was taken last lies beside it, so that a start with a file that is wrong begins with that.
 */
final class TokenFile {
  private static final long MOST_BYTES = 64L << 20;
  private static final String ALARM = "token-file";

  private final Path file;
  private final int concurrent;
  private final WatchedFile watched;
  private final HandlerEnvironment environment;

  TokenFile(Path file, int concurrent, HandlerEnvironment environment) {
    this.file = file;
    this.concurrent = concurrent;
    this.watched = new WatchedFile(file, MOST_BYTES);
    this.environment = environment;
  }

  /**
   * The list to begin with.
   *
   * @throws IllegalArgumentException when neither the file nor the copy is of use
   */
  Tokens first() throws IOException {
    Optional<Tokens> read = changed();
    if (read.isPresent()) {
      return read.get();
    }
    Path copy = copy();
    if (!Files.exists(copy)) {
      throw new IllegalArgumentException(
          "No list to begin with: " + file + " is wrong (see the log), and there is no " + copy);
    }
    return TokenCsv.parse(new WatchedFile(copy, MOST_BYTES).changed().orElse(""), concurrent);
  }

  /** The list of the file when it is another one and right; else an alarm says what is wrong. */
  synchronized Optional<Tokens> changed() {
    try {
      Optional<String> text = watched.changed();
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Tokens tokens = TokenCsv.parse(text.get(), concurrent);
      WholeFile.write(copy(), text.get());
      environment.alarms().clear(ALARM);
      environment.logger().info("{} tokens of {} are in force", tokens.all().size(), file);
      environment.count("imports", 1);
      return Optional.of(tokens);
    } catch (IOException | IllegalArgumentException e) {
      environment.count("imports_failed", 1);
      environment.logger().error("Nothing of {} is taken: {}", file, e.getMessage());
      environment
          .alarms()
          .raise(
              ALARM, Severity.WARNING, null, "Nothing of " + file + " is taken: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Path copy() {
    return file.resolveSibling(file.getFileName() + ".accepted");
  }

  /** Looks now and then for another list. */
  void watch(Shared shared, Duration every) {
    environment.timers().every(every, () -> changed().ifPresent(shared::replace));
  }
}
