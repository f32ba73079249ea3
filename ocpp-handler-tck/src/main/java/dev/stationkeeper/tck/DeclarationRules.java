// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import dev.stationkeeper.eventmanager.HandlerId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.spi.OcppHandler;
import dev.stationkeeper.spi.OcppHandlerInfo;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Assertions;

/** Rules 1xx: what a server reads before it runs anything. */
final class DeclarationRules {
  private DeclarationRules() {}

  static void service(Class<? extends OcppHandler> type) {
    List<String> named =
        ServiceLoader.load(OcppHandler.class, type.getClassLoader()).stream()
            .map(provider -> provider.type().getName())
            .toList();
    Assertions.assertTrue(
        named.contains(type.getName()),
        () ->
            "META-INF/services/"
                + OcppHandler.class.getName()
                + " does not name "
                + type.getName());
  }

  static void declaration(Class<? extends OcppHandler> type, Set<String> roles) {
    OcppHandlerInfo info = info(type);
    Assertions.assertDoesNotThrow(() -> new HandlerId(info.id()), "the id");
    Assertions.assertFalse(info.version().isBlank(), "the version is empty");
    Assertions.assertTrue(
        roles.contains(info.role()), () -> "the role '" + info.role() + "' is none of " + roles);
    for (String number : info.versions()) {
      Assertions.assertTrue(
          OcppVersion.ofNumber(number).isPresent(),
          () -> "'" + number + "' is no OCPP version; there are " + OcppVersion.all());
    }
    Assertions.assertTrue(
        Modifier.isPublic(type.getModifiers()) && !Modifier.isAbstract(type.getModifiers()),
        () -> type.getName() + " is abstract or not public");
    Assertions.assertDoesNotThrow(
        () -> type.getConstructor(), "a public constructor without parameters");
  }

  static void spi(Class<? extends OcppHandler> type) {
    String stated = info(type).spi();
    Assertions.assertTrue(
        stated.matches("[0-9]{1,6}\\.[0-9]{1,6}"),
        () -> "the SPI version '" + stated + "' is not of the form major.minor");
    int[] wanted = numbers(stated);
    int[] here = numbers(OcppHandlerInfo.SPI_VERSION);
    Assertions.assertTrue(
        wanted[0] == here[0] && wanted[1] <= here[1],
        () -> "it was made for SPI " + stated + " and this is " + OcppHandlerInfo.SPI_VERSION);
  }

  static void bannedCalls(Class<? extends OcppHandler> type) throws IOException {
    SortedSet<String> found = BannedCalls.in(type, type.getPackageName());
    Assertions.assertTrue(found.isEmpty(), () -> String.join("; ", found));
  }

  private static OcppHandlerInfo info(Class<? extends OcppHandler> type) {
    OcppHandlerInfo info = type.getAnnotation(OcppHandlerInfo.class);
    if (info == null) {
      throw new AssertionError(type.getName() + " carries no @OcppHandlerInfo");
    }
    return info;
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("\\.", 2);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
