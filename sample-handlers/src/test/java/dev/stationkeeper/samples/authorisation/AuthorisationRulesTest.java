// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.authorisation;

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
class AuthorisationRulesTest extends HandlerTck {
  @TempDir static Path folder;

  @Override
  protected OcppHandler handler() {
    return new AuthorisationHandler();
  }

  @Override
  protected Map<String, String> settings() {
    Path file = folder.resolve("tokens.csv");
    try {
      Files.writeString(file, "id,group\nMEMBER-1,FLEET\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("tokens", file.toString(), "unknown", "refuse", "local-lists", "true");
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.UNLOADABLE);
  }
}
