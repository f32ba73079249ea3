// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds calls in a handler's byte code that end the process or change it for everybody. */
final class BannedCalls {
  private static final Set<String> BANNED =
      Set.of(
          "java/lang/System.exit",
          "java/lang/System.setOut",
          "java/lang/System.setErr",
          "java/lang/System.setIn",
          "java/lang/System.setProperties",
          "java/lang/Runtime.exit",
          "java/lang/Runtime.halt",
          "java/lang/Runtime.addShutdownHook",
          "java/lang/Thread.setDefaultUncaughtExceptionHandler",
          "java/util/Locale.setDefault",
          "java/util/TimeZone.setDefault");

  private BannedCalls() {}

  /** What is found in the jar or folder of {@code handler}: the class and the call of each. */
  static SortedSet<String> in(Class<?> handler, String packageName) throws IOException {
    Path home = home(handler);
    if (Files.isDirectory(home)) {
      return scan(home, packageName);
    }
    try (FileSystem jar = FileSystems.newFileSystem(home)) {
      return scan(jar.getPath("/"), packageName);
    }
  }

  static Path home(Class<?> handler) {
    try {
      return Path.of(handler.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedSet<String> scan(Path root, String packageName) throws IOException {
    SortedSet<String> found = new TreeSet<>();
    Path start = root.resolve(packageName.replace('.', '/'));
    try (Stream<Path> all = Files.walk(start)) {
      List<Path> classes = all.filter(path -> path.toString().endsWith(".class")).toList();
      for (Path file : classes) {
        scanClass(file, root.relativize(file).toString(), found);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private static void scanClass(Path file, String name, SortedSet<String> found)
      throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readAllBytes();
    }
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof MemberRefEntry member) {
        String call = member.owner().asInternalName() + "." + member.name().stringValue();
        if (BANNED.contains(call)) {
          found.add(name.replace(".class", "") + " calls " + call.replace('/', '.'));
        }
      }
    }
  }
}
