// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.logging;

import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.ConsumerTck;
import dev.stationkeeper.tck.TckEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The sample keeps the rules that every consumer keeps. */
class LoggingRulesTest extends ConsumerTck {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("logs/events.jsonl");
  }

  @Override
  protected ConsumerHandler consumer() {
    return new LoggingHandler();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("file", file().toString());
  }

  @Override
  protected List<TckEvent> wanted() {
    return List.of(TckEvent.of("CS-1", "Noted", "{}"), TckEvent.of("CS-2", "Noted", "{}"));
  }

  @Override
  protected List<Long> delivered() {
    try {
      return Files.exists(file())
          ? Files.readAllLines(file()).stream().map(EventLines::position).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file where the folder was: nothing can be opened below it. */
  @Override
  protected boolean sinkAway(boolean away) {
    Path logs = folder.resolve("logs");
    Path aside = folder.resolve("aside");
    try {
      if (away) {
        if (Files.exists(logs)) {
          Files.move(logs, aside);
        }
        Files.writeString(logs, "no folder");
      } else {
        Files.delete(logs);
        if (Files.exists(aside)) {
          Files.move(aside, logs);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE);
  }
}
