// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.files;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.spi.ConsumerHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.ConsumerTck;
import dev.stationkeeper.tck.TckEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The sample keeps the rules that every consumer keeps. */
class FilesRulesTest extends ConsumerTck {
  @TempDir Path folder;

  @Override
  protected ConsumerHandler consumer() {
    return new FilesHandlers.StatusChanges();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("folder", folder.toString(), "batchSize", "3");
  }

  @Override
  protected List<TckEvent> wanted() {
    return List.of(
        TckEvent.of("CS-1", "ConnectorStatusReported", "{\"connector\":1}"),
        TckEvent.of("CS-2", "ConnectorStatusReported", "{\"connector\":1}"));
  }

  @Override
  protected List<Long> delivered() {
    Path type = folder.resolve("status_change");
    try (Stream<Path> files = Files.isDirectory(type) ? Files.walk(type) : Stream.of()) {
      List<Long> positions = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          positions.add(JsonView.parse(line).number("position").orElseThrow());
        }
      }
      return positions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file where the folder of the type has to be. */
  @Override
  protected boolean sinkAway(boolean away) {
    Path type = folder.resolve("status_change");
    Path aside = folder.resolve("aside");
    try {
      if (away) {
        if (Files.exists(type)) {
          Files.move(type, aside);
        }
        Files.writeString(type, "in the way");
      } else if (Files.isRegularFile(type)) {
        Files.delete(type);
        if (Files.exists(aside)) {
          Files.move(aside, type);
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
