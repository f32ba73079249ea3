// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What SPI 1.0 offered is still offered, and vendors need implement nothing new. The listing is the
 * one of 1.0 and is not written anew; a later minor version adds a listing of its own.
 */
class ApiTest {
  @Test
  void nothingOfTheReleasedApiIsGoneOrChanged() throws Exception {
    SortedSet<String> missing = released();
    missing.removeAll(ApiListing.of(classes()));
    assertEquals(Set.of(), missing, "VERSIONING.md says what may change");
  }

  @Test
  void whatVendorsImplementHasNoNewAbstractMethod() throws Exception {
    SortedSet<String> released = released();
    SortedSet<String> added = new TreeSet<>();
    for (Class<?> type : ApiListing.implementable()) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isAbstract(method.getModifiers())
            && !released.contains(method.toGenericString())) {
          added.add(method.toGenericString());
        }
      }
    }
    assertEquals(Set.of(), added, "give it a body: old handlers do not have it");
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(OcppHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static SortedSet<String> released() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ApiTest.class.getResourceAsStream("/api/spi-1.0.txt"), "listing")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new TreeSet<>(text.lines().filter(line -> !line.isBlank()).toList());
    }
  }
}
