// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.HandlerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One broken plugin of each kind; each costs a sentence that its vendor can act on. */
final class BrokenPluginsTest {
  @TempDir Path root;
  private PluginFolder folder;

  @BeforeEach
  void folder() {
    folder = new PluginFolder(root);
  }

  @AfterEach
  void end() {
    folder.close();
  }

  private static PluginJar acme() {
    return PluginJar.of("acme", "Acme", "return \"\";");
  }

  private void refusedFor(String... words) throws IOException {
    Refusal refusal = folder.refusal();
    for (String word : words) {
      assertTrue(refusal.toString().contains(word), () -> word + " is not in: " + refusal);
    }
  }

  @Test
  void whatIsNoJar() throws IOException {
    Files.createDirectories(folder.plugins());
    Files.writeString(folder.plugin("notes.txt"), "remember the milk");
    refusedFor("notes.txt is skipped", "neither a .jar file nor a folder of jars");
  }

  @Test
  void aHiddenFileIsNoPluginAndNoMistake() throws IOException {
    Files.createDirectories(folder.plugins());
    Files.writeString(folder.plugin(".gitkeep"), "");
    assertEquals(List.of(), folder.load().refusals());
  }

  @Test
  void aDamagedJar() throws IOException {
    Path jar = acme().writeTo(folder.plugin("acme.jar"));
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    refusedFor("acme.jar is no jar or is damaged", "again");
  }

  @Test
  void oneThatCannotBeRead() throws IOException {
    Files.createDirectories(folder.plugins());
    Files.createSymbolicLink(folder.plugin("acme.jar"), root.resolve("gone.jar"));
    refusedFor("acme.jar is skipped", "cannot be read or copied", "may read it");
  }

  @Test
  void aFolderWithoutJars() throws IOException {
    Files.createDirectories(folder.plugin("acme"));
    refusedFor("acme is skipped", "holds no jar");
  }

  @Test
  void oneWithoutAServiceFile() throws IOException {
    acme().writeOnly(folder.plugin("acme.jar"), "com/acme/Acme");
    refusedFor("offers no handler", "META-INF/services/dev.stationkeeper.spi.OcppHandler");
  }

  @Test
  void aServiceFileThatNamesAMissingClass() throws IOException {
    acme().writeTo(folder.plugin("acme.jar"), "com/acme/Acme");
    refusedFor("service file names what cannot be used", "com.acme.Acme not found");
  }

  @Test
  void aServiceFileThatNamesSomethingElse() throws IOException {
    acme()
        .source("Else", "package com.acme; public class Else {}")
        .services("com.acme.Else")
        .writeTo(folder.plugin("acme.jar"));
    refusedFor("service file names what cannot be used", "com.acme.Else not a subtype");
  }

  @Test
  void aServiceFileThatNamesAHandlerOfTheServer() throws IOException {
    acme()
        .services("dev.stationkeeper.server.node.VisitorsHandler")
        .writeTo(folder.plugin("acme.jar"));
    refusedFor("dev.stationkeeper.server.node.VisitorsHandler not found");
  }

  @Test
  void aMissingSuperclass() throws IOException {
    String extending =
        PluginJar.handler("id = \"acme\", version = \"1\"", "Acme", "return \"\";")
            .replace("Acme implements", "Acme extends Base implements");
    acme()
        .source("Acme", extending)
        .source("Base", "package com.acme; class Base {}")
        .writeTo(folder.plugin("acme.jar"), "com/acme/Base");
    refusedFor("needs the class com.acme.Base", "none of its jars holds", "pack the library");
  }

  @Test
  void aSuperclassThatIsTheServersOwn() throws IOException {
    String extending =
        PluginJar.handler("id = \"acme\", version = \"1\"", "Acme", "return \"\";")
            .replace(
                "Acme implements",
                "Acme implements dev.stationkeeper.eventmanager.HandlerProvider,")
            .replace(
                "@Override\n  public String get",
                "@Override public OcppHandler create() { return this; }\n  public String get");
    acme().source("Acme", extending).writeTo(folder.plugin("acme.jar"));
    refusedFor(
        "needs dev.stationkeeper.eventmanager.HandlerProvider",
        "does not open to plugins",
        "they may use dev.stationkeeper.spi.*");
  }

  @Test
  void aHandlerThatStatesNoSpiVersionIsRefused() throws IOException {
    String old =
        """
        package dev.stationkeeper.spi;
        import java.lang.annotation.*;
        @Retention(RetentionPolicy.RUNTIME)
        public @interface OcppHandlerInfo {
          String SPI_VERSION = "0.9";
          String id();
          String version();
          String spi() default SPI_VERSION;
        }
        """;
    new PluginJar()
        .sourceAt("dev/stationkeeper/spi/OcppHandlerInfo", old)
        .source(
            "Acme",
            PluginJar.handler("id = \"acme\", version = \"1\"", "Acme", "return \"\";")
                .replace(", spi = OcppHandlerInfo.SPI_VERSION", ""))
        .services("com.acme.Acme")
        .writeTo(folder.plugin("acme.jar"));
    refusedFor("com.acme.Acme does not state the SPI version", "compile it again");
  }

  @Test
  void oneWithoutItsAnnotation() throws IOException {
    String bare = PluginJar.handler("", "Acme", "return \"\";").replace("@OcppHandlerInfo()", "");
    acme().source("Acme", bare).writeTo(folder.plugin("acme.jar"));
    refusedFor("com.acme.Acme carries no @OcppHandlerInfo", "annotate the class");
  }

  @Test
  void oneForANewerJava() throws IOException {
    PluginJar jar = acme();
    byte[] type = Objects.requireNonNull(jar.compile().get("com/acme/Acme"));
    type[7]++;
    jar.file("com/acme/Acme.class", type).writeTo(folder.plugin("acme.jar"));
    refusedFor("compiled for a newer Java", "compile it for Java " + Runtime.version().feature());
  }

  @ParameterizedTest
  @CsvSource({
    "'id = \"Acme!\", version = \"1\"', 'Acme!'",
    "'id = \"acme\", version = \"1\", role = \"king\"', 'the role ''king'''",
    "'id = \"acme\", version = \"1\", spi = \"2.0\"', 'made for SPI 2.0 and this server has 1.'",
    "'id = \"acme\", version = \"1\", spi = \"new\"', 'the SPI version ''new'''",
  })
  void oneThatDeclaresWhatMakesNoSense(String declared, String reason) throws IOException {
    acme()
        .source("Acme", PluginJar.handler(declared, "Acme", "return \"\";"))
        .writeTo(folder.plugin("acme.jar"));
    refusedFor("acme.jar is skipped", reason);
  }

  @Test
  void aNewerMinorOfTheSpiIsTaken() throws IOException {
    acme()
        .source(
            "Acme",
            PluginJar.handler(
                "id = \"acme\", version = \"1\", spi = \"1.99\"", "Acme", "return \"\";"))
        .writeTo(folder.plugin("acme.jar"));
    assertEquals("acme", folder.only().id().name());
  }

  @Test
  void aBrokenHandlerHidesNeitherThoseBesideItNorTheNextPlugin() throws IOException {
    acme()
        .services("com.acme.Missing", "com.acme.Acme", "not a class name at all")
        .writeTo(folder.plugin("a.jar"));
    PluginJar.of("next", "Next", "return \"\";").writeTo(folder.plugin("b.jar"));
    acme()
        .services("com.acme.Missing", "com.acme.Acme")
        .source("Acme", PluginJar.handler("id = \"c\", version = \"1\"", "Acme", "return \"\";"))
        .writeTo(folder.plugin("c.jar"));
    Handlers loaded = folder.load();
    assertEquals(
        List.of("next", "c"),
        PluginFolder.plugged(loaded).stream().map(spec -> spec.id().name()).toList());
    assertEquals(
        List.of("a.jar", "c.jar"), loaded.refusals().stream().map(Refusal::origin).toList());
  }

  @Test
  void whatAConstructorThrowsComesOutAsItWas() throws IOException {
    String throwing =
        PluginJar.handler("id = \"acme\", version = \"1\"", "Acme", "return \"\";")
            .replace(
                "@Override\n  public String get",
                "public Acme() throws java.io.IOException { throw new"
                    + " java.io.IOException(\"no database\"); }\n  @Override\n  public String get");
    acme().source("Acme", throwing).writeTo(folder.plugin("acme.jar"));
    HandlerSpec spec = folder.only();
    IOException thrown = assertThrows(IOException.class, () -> spec.provider().create());
    assertEquals("no database", thrown.getMessage());
  }
}
