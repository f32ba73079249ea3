// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.ocpp;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What frames of strangers cost: memory while they are read, and none afterwards. */
class FrameMemoryTest {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private final FrameCodec codec = new FrameCodec();

  @Test
  @DisplayName("RPC-31: a frame that is too long or too deep is refused without being copied")
  void rpc31WhatIsRefusedCostsLittle() {
    assertCheap("[2,\"7\",\"X\",{\"a\":\"" + "x".repeat(8 * MIB) + "\"}]");
    assertCheap("[2,\"7\",\"X\"," + "{\"a\":".repeat(MIB) + "1" + "}".repeat(MIB) + "]");
    assertCheap("[".repeat(100 * KIB));
    assertCheap("[2,\"7\",\"X\",{\"a\":" + "9".repeat(100 * KIB) + "}]");
  }

  /** A frame within the limits is read once and not multiplied. */
  @Test
  @DisplayName("RPC-31: the longest frame that is taken costs a few times its length")
  void rpc31WhatIsTakenCostsItsLength() {
    String text = "[2,\"7\",\"X\",{\"a\":\"" + "x".repeat(127 * KIB) + "\"}]";
    assertTrue(allocated(text, ParsedFrame.Valid.class) < 8L * text.length());
  }

  @Test
  @DisplayName("RPC-31: nothing of 200,000 frames with names of their own is kept")
  void rpc31NamesOfStrangersAreForgotten() {
    MessageType<?> heartbeat =
        MessageCatalogue.of(OcppVersion.V1_6).request(Action.of("Heartbeat")).orElseThrow();
    frames(heartbeat, 0);
    long before = usedHeap();
    for (int round = 1; round <= 4; round++) {
      frames(heartbeat, round);
    }
    long grown = usedHeap() - before;
    // Kept names alone would be 200,000 times 140 bytes.
    assertTrue(grown < 8 * MIB, () -> "grown by " + grown / KIB + " KiB");
  }

  private void frames(MessageType<?> heartbeat, int round) {
    for (int i = 0; i < 50_000; i++) {
      String name = "x".repeat(80) + round + "-" + i;
      String text = "[2,\"" + round + "-" + i + "\",\"Heartbeat\",{\"" + name + "\":1}]";
      ParsedFrame.Valid parsed =
          assertInstanceOf(ParsedFrame.Valid.class, codec.parse(text, OcppVersion.V1_6));
      Frame.Call call = assertInstanceOf(Frame.Call.class, parsed.frame());
      assertInstanceOf(Decoded.Ok.class, heartbeat.decode(call.payload()));
    }
  }

  private void assertCheap(String text) {
    long bytes = allocated(text, ParsedFrame.Malformed.class);
    assertTrue(bytes < 512 * KIB, () -> text.length() + " characters cost " + bytes + " bytes");
  }

  /** Of the second reading: the first loads classes. */
  private long allocated(String text, Class<? extends ParsedFrame> expected) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertInstanceOf(expected, codec.parse(text, OcppVersion.V2_1));
    long before = threads.getCurrentThreadAllocatedBytes();
    ParsedFrame parsed = codec.parse(text, OcppVersion.V2_1);
    long after = threads.getCurrentThreadAllocatedBytes();
    assertInstanceOf(expected, parsed);
    return after - before;
  }

  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
