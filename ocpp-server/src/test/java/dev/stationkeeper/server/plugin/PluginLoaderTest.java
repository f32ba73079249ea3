// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.eventmanager.HandlerRole;
import dev.stationkeeper.eventmanager.HandlerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginLoaderTest {
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

  @Test
  void aMissingDirectoryMeansNoPlugins() throws IOException {
    Handlers loaded = folder.load();
    assertEquals(List.of(), PluginFolder.plugged(loaded));
    assertEquals(List.of(), loaded.refusals());
  }

  @Test
  void settingsForABeginningOfNamesAreForEachHandlerThatBeginsSo() throws Exception {
    new PluginJar()
        .source(
            "Acme", PluginJar.handler("id = \"acme-one\", version = \"1\"", "Acme", "return 1;"))
        .services("com.acme.Acme")
        .writeTo(folder.plugin("acme.jar"));
    Map<String, Map<String, String>> settings =
        Map.of(
            "*", Map.of("x", "of all"),
            "b*", Map.of("x", "of others"),
            "a*", Map.of("x", "short", "y", "short", "z", "short"),
            "acme-*", Map.of("x", "long", "y", "long"),
            "acme-one", Map.of("x", "own"));
    assertEquals(
        Map.of("x", "own", "y", "long", "z", "short"),
        PluginFolder.plugged(folder.load(settings)).getFirst().settings());
  }

  @Test
  void aJarIsAPluginWithWhatItsAnnotationSays() throws Exception {
    String declared =
        "id = \"acme\", version = \"1.2\", role = OcppHandlerInfo.OBSERVER, order = 7,"
            + " versions = {\"1.6\"}, actions = {\"Authorize\", \"Authorize\"}";
    new PluginJar()
        .source("Acme", PluginJar.handler(declared, "Acme", "return \"here\";"))
        .services("com.acme.Acme")
        .writeTo(folder.plugin("acme-1.2.jar"));
    HandlerSpec spec =
        PluginFolder.plugged(folder.load(Map.of("acme", Map.of("key", "value")))).getFirst();
    assertEquals("acme", spec.id().name());
    assertEquals("1.2", spec.version());
    assertEquals(HandlerRole.OBSERVER, spec.role());
    assertEquals(7, spec.order());
    assertEquals(Set.of("1.6"), spec.versions());
    assertEquals(Set.of("Authorize"), spec.actions());
    assertEquals(Map.of("key", "value"), spec.settings());
    assertEquals("acme-1.2", spec.provider().loader().getName());
    assertEquals("here", PluginFolder.ask(spec));
    assertNotSame(spec.provider().create(), spec.provider().create());
  }

  @Test
  void aSettingOfTheServersThatIsNoTruthValueIsRefused() throws IOException {
    PluginJar.of("acme", "Acme", "return \"\";").writeTo(folder.plugin("acme.jar"));
    Handlers loaded = folder.load(Map.of("acme", Map.of("personal-data", "yes")));
    assertEquals(List.of(), PluginFolder.plugged(loaded));
    String reason = loaded.refusals().getFirst().toString();
    assertTrue(reason.contains("acme.personal-data is 'yes'; it is true or false"), reason);
  }

  @Test
  void aHandlerIsReadWithoutRunningItsCode() throws Exception {
    String mark = "acme.initialised." + root;
    PluginJar.of("acme", "Acme", "return \"\";")
        .source(
            "Acme",
            PluginJar.handler("id = \"acme\", version = \"1\"", "Acme", "return \"\";")
                .replace(
                    "@Override\n  public String get",
                    "static { System.setProperty(\""
                        + mark
                        + "\", \"yes\"); }\n"
                        + "  @Override\n  public String get"))
        .writeTo(folder.plugin("acme.jar"));
    HandlerSpec spec = folder.only();
    assertNull(System.getProperty(mark));
    spec.provider().create();
    assertEquals("yes", System.clearProperty(mark));
  }

  @Test
  void theJarsOfAFolderAreOnePlugin() throws Exception {
    PluginJar both =
        PluginJar.of("acme", "Acme", "return Library.text();")
            .source(
                "Library",
                "package com.acme; class Library { static String text() { return \"lib\"; } }");
    both.writeTo(folder.plugin("acme").resolve("handler.jar"), "com/acme/Library");
    both.writeOnly(folder.plugin("acme").resolve("library.jar"), "com/acme/Library");
    Files.writeString(folder.plugin("acme").resolve("README.txt"), "not a jar, and no harm");
    assertEquals("lib", PluginFolder.ask(folder.only()));
  }

  @Test
  void pluginsOfTheSameClassNameHaveEachTheirOwn() throws Exception {
    PluginJar.of("one", "Acme", "return \"one\";").writeTo(folder.plugin("a.jar"));
    PluginJar.of("two", "Acme", "return \"two\";").writeTo(folder.plugin("b.jar"));
    List<HandlerSpec> both = PluginFolder.plugged(folder.load());
    assertEquals("one", PluginFolder.ask(both.get(0)));
    assertEquals("two", PluginFolder.ask(both.get(1)));
  }

  @Test
  void aJarThatIsReplacedDoesNotChangeUnderTheLoadedPlugin() throws Exception {
    PluginJar.of("acme", "Acme", "return new Late().toString();")
        .source(
            "Late", "package com.acme; class Late { public String toString() { return \"old\"; } }")
        .writeTo(folder.plugin("acme.jar"));
    HandlerSpec spec = folder.only();
    Files.writeString(folder.plugin("acme.jar"), "half of a new jar");
    assertEquals("old", PluginFolder.ask(spec));
  }

  @Test
  void oldCopiesAreRemovedFirst() throws IOException {
    Path stale = folder.copies().resolve("1-gone").resolve("gone.jar");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "of the last start");
    PluginJar.of("acme", "Acme", "return \"\";").writeTo(folder.plugin("acme.jar"));
    folder.only();
    assertFalse(Files.exists(stale.getParent()));
    assertTrue(Files.exists(folder.copies().resolve("1-acme").resolve("acme.jar")));
  }

  @Test
  void thePluginsDirectoryIsNeverTakenForCopies() throws IOException {
    Path jar = PluginJar.of("acme", "Acme", "return \"\";").writeTo(folder.plugin("acme.jar"));
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                PluginLoader.load(
                    getClass().getClassLoader(), folder.plugins(), folder.plugins(), Map.of()));
    assertTrue(refused.toString().contains("must not lie in each other"), refused::toString);
    assertTrue(Files.exists(jar));
  }

  @Test
  void theSecondHandlerOfAnIdIsRefusedAndBothJarsAreNamed() throws Exception {
    PluginJar.of("acme", "Acme", "return \"first\";").writeTo(folder.plugin("a.jar"));
    PluginJar.of("acme", "Other", "return \"second\";").writeTo(folder.plugin("b.jar"));
    Handlers loaded = folder.load();
    assertEquals("first", PluginFolder.ask(PluginFolder.plugged(loaded).getFirst()));
    assertEquals(
        List.of(
            new Refusal(
                "b.jar",
                "com.acme.Other (b.jar) has the id 'acme', which com.acme.Acme (a.jar) has"
                    + " already; remove one of them or give it another id")),
        loaded.refusals());
  }

  @Test
  void aHandlerOnTheClassPathGoesBeforeAPluginOfItsId() throws IOException {
    PluginJar.of("visitors", "Acme", "return \"\";").writeTo(folder.plugin("a.jar"));
    Refusal refusal = folder.refusal();
    assertEquals("a.jar", refusal.origin());
    assertTrue(refusal.reason().contains("VisitorsHandler (class path)"), refusal.reason());
  }

  @Test
  void afterTheEndNoMoreClassesAreLoaded() throws IOException {
    PluginJar.of("acme", "Acme", "return new Late().toString();")
        .source("Late", "package com.acme; class Late {}")
        .writeTo(folder.plugin("acme.jar"));
    HandlerSpec spec = folder.only();
    folder.close();
    assertThrows(NoClassDefFoundError.class, () -> PluginFolder.ask(spec));
  }
}
