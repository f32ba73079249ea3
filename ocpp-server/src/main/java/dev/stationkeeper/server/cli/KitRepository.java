// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a vendor's project builds against, as a Maven repository of files: the jars that run here,
 * because they are in no registry, each with a pom that names what others made.
 */
final class KitRepository {
  private static final String GROUP = "dev.stationkeeper";

  /**
   * One of our artifacts.
   *
   * @param marker a class that it has and no other
   * @param needs {@code group:artifact:version} each
   */
  private record Artifact(String id, String marker, List<String> needs) {}

  private final String version;
  private final List<Artifact> artifacts;

  private KitRepository(String version, List<Artifact> artifacts) {
    this.version = version;
    this.artifacts = artifacts;
  }

  /** The artifacts on the class path of this process. */
  static KitRepository ofThisDistribution(Properties versions) {
    String packaged = KitRepository.class.getPackage().getImplementationVersion();
    String version = packaged == null ? "0-SNAPSHOT" : packaged;
    String core = GROUP + ":ocpp-core:" + version;
    String spi = GROUP + ":ocpp-handler-spi:" + version;
    String machine = GROUP + ":ocpp-statemachine:" + version;
    String jackson = "com.fasterxml.jackson.core:jackson-databind:" + versions.get("jackson");
    String slf4j = "org.slf4j:slf4j-api:" + versions.get("slf4j");
    String jspecify = "org.jspecify:jspecify:" + versions.get("jspecify");
    String junit = "org.junit.jupiter:junit-jupiter:" + versions.get("junit");
    return new KitRepository(
        version,
        List.of(
            new Artifact("ocpp-core", "ocpp/JsonView", List.of(jackson, jspecify)),
            new Artifact("ocpp-handler-spi", "spi/OcppHandler", List.of(core, slf4j, jspecify)),
            new Artifact("ocpp-statemachine", "eventmanager/HandlerId", List.of(core, spi, slf4j)),
            new Artifact("ocpp-handler-tck", "tck/HandlerTck", List.of(spi, machine, junit))));
  }

  /** The version of every artifact in it. */
  String version() {
    return version;
  }

  void writeTo(Path repository) throws IOException {
    for (Artifact artifact : artifacts) {
      Path folder =
          Files.createDirectories(
              repository.resolve(GROUP.replace('.', '/')).resolve(artifact.id()).resolve(version));
      String file = artifact.id() + "-" + version;
      copy(home(artifact), folder.resolve(file + ".jar"));
      Files.writeString(folder.resolve(file + ".pom"), pom(artifact));
    }
  }

  /** The jar, or in a development tree the folder of classes, that the artifact runs from. */
  private static Path home(Artifact artifact) {
    String marker = "dev/stationkeeper/" + artifact.marker() + ".class";
    URL found = KitRepository.class.getClassLoader().getResource(marker);
    if (found == null) {
      throw new CliException(
          ExitCode.FAILED,
          "This distribution lacks "
              + artifact.id()
              + "; start the command with ./stationkeeper from a built checkout");
    }
    String place = found.toString();
    String home =
        place.startsWith("jar:")
            ? place.substring("jar:".length(), place.length() - marker.length() - "!/".length())
            : place.substring(0, place.length() - marker.length());
    try {
      return Path.of(new URI(home));
    } catch (URISyntaxException e) {
      throw new CliException(
          ExitCode.FAILED, "The place of " + artifact.id() + " has no path: " + e);
    }
  }

  private static void copy(Path home, Path jar) throws IOException {
    if (!Files.isDirectory(home)) {
      Files.copy(home, jar);
      return;
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(home.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
  }

  private String pom(Artifact artifact) {
    StringBuilder pom = new StringBuilder();
    pom.append("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n");
    pom.append("  <modelVersion>4.0.0</modelVersion>\n");
    coordinates(pom, "  ", GROUP, artifact.id(), version);
    pom.append("  <dependencies>\n");
    for (String need : artifact.needs()) {
      String[] parts = need.split(":", 3);
      pom.append("    <dependency>\n");
      coordinates(pom, "      ", parts[0], parts[1], parts[2]);
      pom.append("    </dependency>\n");
    }
    pom.append("  </dependencies>\n</project>\n");
    return pom.toString();
  }

  private static void coordinates(
      StringBuilder pom, String indent, String group, String artifact, String version) {
    pom.append(indent).append("<groupId>").append(group).append("</groupId>\n");
    pom.append(indent).append("<artifactId>").append(artifact).append("</artifactId>\n");
    pom.append(indent).append("<version>").append(version).append("</version>\n");
  }
}
