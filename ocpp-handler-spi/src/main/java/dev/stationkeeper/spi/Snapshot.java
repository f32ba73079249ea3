// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * State that outlives the object which made it, as bytes: predecessor and successor may be loaded
 * by different class loaders. Immutable.
 */
public final class Snapshot {
  /** Most bytes of a snapshot. */
  public static final int MAX_BYTES = 64 * 1024;

  private final int schema;
  private final byte[] bytes;

  private Snapshot(int schema, byte[] bytes) {
    this.schema = schema;
    this.bytes = bytes;
  }

  /**
   * A snapshot of a copy of {@code bytes}.
   *
   * @param schema the handler's own number of the format; a successor that does not know it throws
   * @throws IllegalArgumentException when there are more than {@link #MAX_BYTES}
   */
  public static Snapshot of(int schema, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A snapshot has at most " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    return new Snapshot(schema, bytes.clone());
  }

  /** As {@link #of(int, byte[])}, of the UTF-8 bytes of {@code text}. */
  public static Snapshot of(int schema, String text) {
    return of(schema, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The number of the format. */
  public int schema() {
    return schema;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot s && s.schema == schema && Arrays.equals(s.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return 31 * schema + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Snapshot[schema " + schema + ", " + bytes.length + " bytes]";
  }
}
