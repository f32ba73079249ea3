// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.plugin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloadsTest {
  private static final List<Duration> LOOKS =
      List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));

  @TempDir Path root;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private PluginDirectory directory;
  private Unloads unloads;

  @BeforeEach
  void open() throws Exception {
    directory =
        new PluginDirectory(
            getClass().getClassLoader(),
            root.resolve("plugins"),
            root.resolve("copies"),
            java.util.Map.of());
    unloads = new Unloads((plugin, clean) -> told.add(plugin + " " + clean), System::gc, LOOKS);
  }

  @AfterEach
  void close() {
    unloads.close();
    directory.closeAll();
  }

  /** In a frame of its own, so that nothing of the plugin stays in one of the test's. */
  private void useAndGiveUp(String body) throws Exception {
    PluginJar.of("acme", "Acme", body).writeTo(root.resolve("plugins").resolve("acme.jar"));
    PluginLoad load = directory.read(directory.entries().getFirst());
    load.whenClosed(gone -> unloads.watch(gone.origin(), gone.loader()));
    load.claim();
    assertEquals("used", PluginFolder.ask(load.handlers().getFirst()));
    assertTrue(told.isEmpty());
    load.release();
    load.ended();
  }

  @Test
  void aPluginThatLeavesNothingBehindIsUnloaded() throws Exception {
    useAndGiveUp("return \"used\";");
    await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
    assertEquals(List.of("acme.jar true"), told);
    assertEquals(List.of(), unloads.unclean());
  }

  @Test
  void oneThatLeavesAThreadBehindIsNotAndIsNamed() throws Exception {
    useAndGiveUp(
        """
        Thread.ofPlatform().daemon().start(
            new Runnable() {
              @Override
              public void run() {
                try {
                  Thread.currentThread().join();
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
        return "used";
        """);
    await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
    assertEquals(List.of("acme.jar false"), told);
    assertEquals(List.of("acme.jar"), unloads.unclean());
  }
}
