// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.log;

import dev.stationkeeper.engine.Cause;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a batch in a segment, big-endian, version 1:
 *
 * <pre>
 * frame  := magic(4) length(4) crc32c(4, of length and body) body
 * body   := position(8) sequence(8) count(4) streamLength(1) stream record*
 * record := second(8) nano(4) typeLength(1) type version(1) connection(8)
 *           text(messageId) text(commandId) text(decidedBy) jsonLength(4) json
 * text   := length(2, 0xFFFF for null) UTF-8
 * </pre>
 *
 * Position and sequence are the first event's; the others follow by one. A batch is one frame, so
 * that it is whole or not there.
 */
final class Frames {
  /** 0xF5 and 0xF6 are never part of UTF-8: no payload can pass for the start of a frame. */
  static final int MAGIC = 0xF553_4BF6;

  static final int HEADER = 12;
  static final int BODY_HEADER = 21;

  /** What a record takes beside its texts. */
  private static final int RECORD = 8 + 4 + 1 + 1 + 8 + 3 * 2 + 4;

  /** Longest frame; a batch that needs more is the caller's mistake. */
  static final int MAX_LENGTH = 32 << 20;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Frames() {}

  /**
   * A frame in the making.
   *
   * @param exact when it reads as it was written, to the letter
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Encoded(byte[] frame, boolean exact) {}

  /** A frame that lacks position, sequence and checksum; see {@link #seal}. */
  static Encoded encode(String stream, List<LogEntry> entries) {
    FrameBuffer out = new FrameBuffer(lengthInAscii(stream, entries));
    out.putInt(MAGIC);
    out.putInt(0);
    out.putInt(0);
    out.putLong(0);
    out.putLong(0);
    out.putInt(entries.size());
    out.putName(stream);
    for (LogEntry entry : entries) {
      out.putInstant(entry.at());
      out.putName(entry.type());
      out.putByte(entry.version());
      out.putLong(entry.cause().connection());
      out.putText(entry.cause().messageId());
      out.putText(entry.cause().commandId());
      out.putText(entry.cause().decidedBy());
      out.putJson(entry.json());
    }
    byte[] frame = out.toBytes();
    if (frame.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a batch has at most " + MAX_LENGTH + " bytes, this one " + frame.length);
    }
    INT.set(frame, 4, frame.length - HEADER);
    return new Encoded(frame, out.isExact());
  }

  /** What the frame takes, but for letters beyond ASCII: those are few, and the buffer grows. */
  private static int lengthInAscii(String stream, List<LogEntry> entries) {
    long length = HEADER;
    length += BODY_HEADER;
    length += stream.length();
    for (LogEntry entry : entries) {
      length += RECORD;
      length += entry.type().length();
      length += entry.json().length();
      length += length(entry.cause().messageId());
      length += length(entry.cause().commandId());
      length += length(entry.cause().decidedBy());
    }
    return (int) Math.min(length, MAX_LENGTH);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Puts in what only the writer knows, and the checksum. */
  static void seal(byte[] frame, long position, long sequence) {
    LONG.set(frame, HEADER, position);
    LONG.set(frame, HEADER + 8, sequence);
    INT.set(frame, 8, checksum(frame, 0, frame.length - HEADER));
  }

  /** Length of the frame at {@code offset} with its header, or -1 where none can begin. */
  static int length(byte[] bytes, int offset) {
    if ((int) INT.get(bytes, offset) != MAGIC) {
      return -1;
    }
    int body = (int) INT.get(bytes, offset + 4);
    return body < BODY_HEADER || body > MAX_LENGTH - HEADER ? -1 : body + HEADER;
  }

  /** True when the whole frame at {@code offset} is as it was written. */
  static boolean isIntact(byte[] bytes, int offset, int length) {
    return (int) INT.get(bytes, offset + 8) == checksum(bytes, offset, length - HEADER);
  }

  private static int checksum(byte[] bytes, int offset, int body) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset + 4, 4);
    crc.update(bytes, offset + HEADER, body);
    return (int) crc.getValue();
  }

  static long position(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset + HEADER);
  }

  static long sequence(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset + HEADER + 8);
  }

  static int count(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset + HEADER + 16);
  }

  static String stream(byte[] bytes, int offset) {
    int at = offset + HEADER + 20;
    return new String(bytes, at + 1, bytes[at] & 0xFF, StandardCharsets.ISO_8859_1);
  }

  /** Every event of the intact frame at {@code offset}, in order. */
  static void decode(byte[] bytes, int offset, Consumer<LogRecord> to) {
    long position = position(bytes, offset);
    long sequence = sequence(bytes, offset);
    int count = count(bytes, offset);
    String stream = stream(bytes, offset);
    int at = offset + HEADER + BODY_HEADER + (bytes[offset + HEADER + 20] & 0xFF);
    for (int i = 0; i < count; i++) {
      Instant time =
          Instant.ofEpochSecond((long) LONG.get(bytes, at), (int) INT.get(bytes, at + 8));
      int typeLength = bytes[at + 12] & 0xFF;
      String type = new String(bytes, at + 13, typeLength, StandardCharsets.ISO_8859_1);
      at += 13 + typeLength;
      int version = bytes[at] & 0xFF;
      long connection = (long) LONG.get(bytes, at + 1);
      at += 9;
      String messageId = text(bytes, at);
      at += textLength(bytes, at);
      String commandId = text(bytes, at);
      at += textLength(bytes, at);
      String decidedBy = text(bytes, at);
      at += textLength(bytes, at);
      int jsonLength = (int) INT.get(bytes, at);
      String json = new String(bytes, at + 4, jsonLength, StandardCharsets.UTF_8);
      at += 4 + jsonLength;
      Cause cause =
          connection == 0 && messageId == null && commandId == null && decidedBy == null
              ? Cause.NONE
              : new Cause(connection, messageId, commandId, decidedBy);
      to.accept(
          new LogRecord(position + i, stream, sequence + i, time, cause, type, version, json));
    }
  }

  private static int textLength(byte[] bytes, int at) {
    int length = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    return length == FrameBuffer.NULL_TEXT ? 2 : length + 2;
  }

  private static @Nullable String text(byte[] bytes, int at) {
    int length = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    return length == FrameBuffer.NULL_TEXT
        ? null
        : new String(bytes, at + 2, length, StandardCharsets.UTF_8);
  }
}
