// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The files of a new handler, and beside them a Maven repository with what they build against. */
final class HandlerProject {
  private final String name;
  private final String className;
  private final String packageName;

  HandlerProject(String name, String className, String packageName) {
    this.name = name;
    this.className = className;
    this.packageName = packageName;
  }

  /** Writes all of it into {@code folder}, which is made. */
  void writeTo(Path folder) throws IOException {
    KitRepository repository = KitRepository.ofThisDistribution(versions());
    Map<String, String> values = new LinkedHashMap<>();
    versions().forEach((key, value) -> values.put(key + "", value + ""));
    values.put("name", name);
    values.put("class", className);
    values.put("package", packageName);
    values.put("version", repository.version());
    String code = packageName.replace('.', '/') + "/" + className;
    write(folder, "pom.xml", "pom.xml", values);
    write(folder, "README.md", "README.md", values);
    write(folder, ".gitignore", "gitignore", values);
    write(folder, "src/main/java/" + code + ".java", "Handler.java.txt", values);
    write(folder, "src/test/java/" + code + "Test.java", "HandlerTest.java.txt", values);
    write(folder, "src/test/java/" + code + "RulesTest.java", "HandlerRulesTest.java.txt", values);
    write(
        folder,
        "src/main/resources/META-INF/services/dev.stationkeeper.spi.OcppHandler",
        "service",
        values);
    repository.writeTo(folder.resolve("repository"));
  }

  /** The versions of others' work that the build knows, by the names that the templates use. */
  static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = template("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  private static void write(Path folder, String to, String template, Map<String, String> values)
      throws IOException {
    String text;
    try (InputStream in = template(template)) {
      text = new String(in.readAllBytes(), UTF_8);
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    Path file = folder.resolve(to);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private static InputStream template(String name) {
    InputStream in = HandlerProject.class.getResourceAsStream("handler/" + name);
    if (in == null) {
      throw new IllegalStateException("This build lacks its template " + name);
    }
    return in;
  }
}
