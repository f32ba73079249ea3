// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What {@code mvn package} does in a vendor's project, with the JDK's own tools: a build in a build
 * would need the network and a local repository of its own. Ours comes from the project's {@code
 * repository} only, what others made from this test's class path.
 */
final class VendorBuild {
  private static final List<String> OURS =
      List.of("ocpp-", "sample-handlers", "stationkeeper", "system-tests", "classes");

  private final Path project;

  VendorBuild(Path project) {
    this.project = project;
  }

  /** Compiles, tests, packs; gives the tests' output. */
  String mvnPackage() throws IOException, InterruptedException {
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    Path tests = Files.createDirectories(project.resolve("target/test-classes"));
    String libraries = libraries();
    compile(project.resolve("src/main/java"), classes, libraries);
    copy(project.resolve("src/main/resources"), classes);
    String all = classes + File.pathSeparator + libraries;
    compile(project.resolve("src/test/java"), tests, all);
    String output = test(tests, tests + File.pathSeparator + all);
    Path pom = project.resolve("pom.xml");
    String name = Files.readString(pom).replaceFirst("(?s).*?<artifactId>([^<]*)<.*", "$1");
    pack(classes, project.resolve("target/" + name + "-1.0.jar"));
    return output;
  }

  private String libraries() throws IOException {
    List<String> jars = new ArrayList<>();
    try (Stream<Path> files = Files.walk(project.resolve("repository"))) {
      files.filter(file -> file.toString().endsWith(".jar")).forEach(jar -> jars.add(jar + ""));
    }
    assertEquals(4, jars.size(), "core, SPI, event manager, test kit: " + jars);
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar") && !isOurs(Path.of(entry)))
        .forEach(jars::add);
    return String.join(File.pathSeparator, jars);
  }

  private static boolean isOurs(Path jar) {
    String name = jar.getFileName() + "";
    return OURS.stream().anyMatch(name::startsWith);
  }

  private static void compile(Path sources, Path into, String classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      boolean done =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-proc:none", "-cp", classPath, "-d", into.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(java))
              .call();
      assertTrue(done, messages.toString());
    }
  }

  /** In a process of its own, whose class path has nothing of this build. */
  private static String test(Path tests, String classPath)
      throws IOException, InterruptedException {
    String runner = Path.of(RunTests.home()).toString();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath + File.pathSeparator + runner);
    command.add(RunTests.class.getName());
    try (Stream<Path> all = Files.walk(tests)) {
      command.addAll(
          all.map(file -> tests.relativize(file).toString())
              .filter(name -> name.endsWith("Test.class"))
              .map(name -> name.replace(".class", "").replace(File.separatorChar, '.'))
              .sorted()
              .collect(Collectors.toList()));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.resolveSibling("."));
        Files.write(target, Files.readAllBytes(file));
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
  }
}
