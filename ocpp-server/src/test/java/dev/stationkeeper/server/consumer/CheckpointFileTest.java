// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFileTest {
  @TempDir Path folder;

  @Test
  void isOnTheDiskBeforeItTakesThePlaceOfTheOneBeforeAndItsNameAfterwards() throws IOException {
    Path file = folder.resolve("sink.checkpoint");
    new CheckpointFile(file).write(7);
    List<String> forced = new ArrayList<>();
    CheckpointFile watched =
        new CheckpointFile(
            file,
            (what, open) ->
                forced.add(
                    "%s: %d, in force %d"
                        .formatted(
                            folder.relativize(what),
                            Files.isDirectory(what) ? 0 : new CheckpointFile(what).read(),
                            new CheckpointFile(file).read())));
    watched.write(123);
    assertEquals(List.of("sink.checkpoint.new: 123, in force 7", ": 0, in force 123"), forced);
  }

  @Test
  void aDiskThatFailsLeavesTheOneBefore() throws IOException {
    Path file = folder.resolve("sink.checkpoint");
    new CheckpointFile(file).write(7);
    CheckpointFile broken =
        new CheckpointFile(
            file,
            (what, open) -> {
              throw new IOException("no disk");
            });
    assertThrows(IOException.class, () -> broken.write(8));
    assertEquals(7, new CheckpointFile(file).read());
  }

  @Test
  void oneThatHoldsNoNumberIsNoBeginning() throws IOException {
    Path file = folder.resolve("sink.checkpoint");
    assertFalse(new CheckpointFile(file).exists());
    assertEquals(0, new CheckpointFile(file).read());
    Files.writeString(file, "");
    assertThrows(IOException.class, () -> new CheckpointFile(file).read());
  }
}
