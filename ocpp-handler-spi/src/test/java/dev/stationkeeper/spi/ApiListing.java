// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every type and member of the SPI that a vendor can link to, a line each. */
final class ApiListing {
  private ApiListing() {}

  /** Prints the listing of the classes in the folder given. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    of(Path.of(arguments[0])).forEach(System.out::println);
  }

  /**
   * The lines, in order.
   *
   * @param classes the root folder of the compiled SPI
   */
  static SortedSet<String> of(Path classes) throws IOException {
    SortedSet<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes.resolve("dev/stationkeeper/spi"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replaceAll("[/\\\\]", ".");
        if (!name.endsWith("package-info.class")) {
          type(load(name.substring(0, name.length() - ".class".length())), lines);
        }
      }
    }
    return lines;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiListing.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void type(Class<?> type, SortedSet<String> lines) {
    if (!isSeen(type.getModifiers())) {
      return;
    }
    lines.add(type.toGenericString());
    for (Class<?> parent : type.getInterfaces()) {
      lines.add(type.getName() + " is " + parent.getName());
    }
    for (Field field : type.getDeclaredFields()) {
      member(field, field.toGenericString(), lines);
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      member(constructor, constructor.toGenericString(), lines);
    }
    for (Method method : type.getDeclaredMethods()) {
      member(method, method.toGenericString(), lines);
    }
  }

  private static <T extends Member & AnnotatedElement> void member(
      T member, String text, SortedSet<String> lines) {
    if (isSeen(member.getModifiers()) && !member.isSynthetic()) {
      lines.add(text);
    }
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** The types that vendors implement or extend. */
  static List<Class<?>> implementable() {
    return List.of(
        OcppHandler.class,
        StationHandler.class,
        ConsumerHandler.class,
        EventConsumer.class,
        dev.stationkeeper.spi.decision.DecisionHandler.class,
        dev.stationkeeper.spi.typed.TypedHandler16.class,
        dev.stationkeeper.spi.typed.TypedHandler201.class,
        dev.stationkeeper.spi.typed.TypedHandler21.class);
  }
}
