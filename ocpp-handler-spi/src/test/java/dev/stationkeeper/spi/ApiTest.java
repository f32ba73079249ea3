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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each minor version of the SPI offered is still offered, and vendors need implement nothing
 * new. A listing is not written anew once its version is released; a later one adds its own.
 */
class ApiTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void nothingOfTheReleasedApiIsGoneOrChanged(String version) throws Exception {
    SortedSet<String> missing = released(version);
    missing.removeAll(ApiListing.of(classes()));
    assertEquals(Set.of(), missing, "VERSIONING.md says what may change");
  }

  @Test
  void whatVendorsImplementHasNoNewAbstractMethod() throws Exception {
    SortedSet<String> released = released("1.0");
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

  private static SortedSet<String> released(String version) throws IOException {
    String listing = "/api/spi-" + version + ".txt";
    try (InputStream in =
        Objects.requireNonNull(ApiTest.class.getResourceAsStream(listing), listing)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new TreeSet<>(text.lines().filter(line -> !line.isBlank()).toList());
    }
  }
}
