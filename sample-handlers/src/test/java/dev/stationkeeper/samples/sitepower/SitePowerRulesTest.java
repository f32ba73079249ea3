// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.sitepower;

import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.tck.Capability;
import dev.stationkeeper.tck.HandlerTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The sample keeps the rules that every handler keeps. */
class SitePowerRulesTest extends HandlerTck {
  @TempDir static Path folder;

  @Override
  protected OcppHandler handler() {
    return new SitePowerHandler();
  }

  @Override
  protected Map<String, String> settings() {
    Path file = folder.resolve("sites.json");
    try {
      Files.writeString(
          file,
          "{\"sites\":[{\"name\":\"yard\",\"limit\":40,\"stations\":[{\"id\":\"A\"},{\"id\":\"B\"}]}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("sites", file.toString());
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE, Capability.SNAPSHOTS);
  }
}
