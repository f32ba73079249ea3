// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Walks the guide for vendors: does what its commands say, and puts its code where it says. */
class HandlerGuideTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|java)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CLASS =
      Pattern.compile("^(?:public final )?class (\\w+)", Pattern.MULTILINE);

  @TempDir Path root;
  private Path here = Path.of("");
  private final List<String> done = new ArrayList<>();

  @Test
  @Timeout(180)
  void theGuideLeadsToAHandlerThatAServerTakes() throws Exception {
    here = root;
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "..", "docs/handler-guide.md")));
    boolean changed = false;
    while (block.find()) {
      if (block.group(1).equals("sh")) {
        for (String command : block.group(2).strip().split("\n", -1)) {
          run(command);
        }
      } else {
        place(root.resolve("my-tokens"), block.group(2));
        changed = true;
      }
    }
    assertEquals(
        List.of("./stationkeeper", "cd", "mvn", "mkdir", "cp", "cd", "./stationkeeper"), done);
    assertTrue(changed, "the guide changes the handler");
    String output = new VendorBuild(root.resolve("my-tokens")).mvnPackage();
    assertTrue(output.contains("MyTokensRulesTest: 13 rules kept, 0 broken"), output);
    assertTrue(output.contains("not tested: optional_rule401"), output);
  }

  private void run(String command) throws Exception {
    String[] words = command.split(" ", -1);
    done.add(words[0]);
    switch (words[0]) {
      case "cd" -> here = here.resolve(words[1]).normalize();
      case "mkdir" -> Files.createDirectories(here.resolve(words[2]));
      case "cp" -> {
        Path file = here.resolve(words[1]);
        Files.copy(file, here.resolve(words[2]).resolve(file.getFileName() + ""));
      }
      case "mvn" -> {
        assertEquals("mvn package", command);
        new VendorBuild(here).mvnPackage();
      }
      case "./stationkeeper" -> {
        assertEquals(root, here, "the guide is where the launcher is");
        if (words[1].equals("serve")) {
          serve();
        } else {
          stationkeeper(command.substring(words[0].length() + 1));
        }
      }
      default -> throw new AssertionError("The guide says what this test cannot do: " + command);
    }
  }

  private void stationkeeper(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.stationkeeper.server.cli.Main");
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process =
        new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private void serve() {
    try (ServerProcess server = ServerProcess.start(root);
        RawStation station = new RawStation(server.ocpp("CS-1"), "ocpp1.6")) {
      station.call("BootNotification", Sessions.BOOT_16);
      assertEquals(
          "Accepted",
          station.call("Authorize", "{\"idTag\":\"VIP-1\"}").at("/idTagInfo/status").asText());
      assertTrue(server.output().contains("Handler my-tokens 1.0"), server.output());
    }
  }

  private static void place(Path project, String code) throws IOException {
    Matcher name = CLASS.matcher(code);
    assertTrue(name.find(), code);
    String kind = code.contains("@Test") ? "test" : "main";
    Path file = project.resolve("src/" + kind + "/java/com/example/" + name.group(1) + ".java");
    assertTrue(kind.equals("test") || Files.exists(file), "it takes the place of " + file);
    Files.writeString(file, code);
  }
}
