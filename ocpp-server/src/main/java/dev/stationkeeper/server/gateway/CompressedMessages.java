// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.extensions.CompressionExtension;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.FramedataImpl1;
import org.jspecify.annotations.Nullable;

/**
 * The compressed messages of one connection (RFC 7692, permessage-deflate): inflated up to the
 * largest message and no further, one at a time, with nothing kept between them. What the server
 * sends is not compressed. The library's own extension has no bound (ADR 28).
 *
 * <p>The library reads frames several at a time and has them {@link #decodeFrame decoded} at once:
 * a compressed payload is only put aside then, and is inflated when it is the frame's turn, behind
 * the check of how many a station may send. Used by the thread that decodes the connection.
 */
final class CompressedMessages extends CompressionExtension {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** What every sender leaves away at the end of a message (RFC 7692, 7.2.1). */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private static final int PIECE = 4096;

  private final int mostBytes;
  private final FrameGuard guard;
  private final String agreed;
  private final Queue<ByteBuffer> putAside = new ArrayDeque<>(1);

  /** The message that is coming in, as far as it is here; null when it is not compressed. */
  private @Nullable ByteArrayOutputStream message;

  private CompressedMessages(String agreed, int mostBytes, FrameGuard guard) {
    this.agreed = agreed;
    this.mostBytes = mostBytes;
    this.guard = guard;
  }

  /**
   * What is agreed on one of the offers of a station; empty when none can be.
   *
   * @param offers the value of {@code Sec-WebSocket-Extensions}
   * @param mostBytes of a message, compressed and not
   */
  static Optional<CompressedMessages> agree(String offers, int mostBytes, FrameGuard guard) {
    // The library joins repeated headers with a semicolon, which here stands before a parameter.
    return Arrays.stream(offers.split(",", -1))
        .flatMap(offer -> DeflateOffer.answer(offer).stream())
        .findFirst()
        .map(agreed -> new CompressedMessages(agreed, mostBytes, guard));
  }

  @Override
  public String getProvidedExtensionAsServer() {
    return agreed;
  }

  @Override
  public IExtension copyInstance() {
    return new CompressedMessages(agreed, mostBytes, guard);
  }

  @Override
  public void decodeFrame(Framedata frame) throws InvalidDataException {
    if (!frame.isRSV1()) {
      return;
    }
    if (frame.getOpcode() == Opcode.CONTINUOUS) {
      throw new InvalidFrameException("a message is compressed from its first frame on");
    }
    putAside.add(frame.getPayloadData());
    ((FramedataImpl1) frame).setPayload(NOTHING);
  }

  /** The payload that was put aside of a frame; its own when none was. Once for each frame. */
  ByteBuffer payload(Framedata frame) {
    return frame.isRSV1() ? putAside.remove() : frame.getPayloadData();
  }

  /**
   * Makes of a frame whose turn it is what it would be without compression: the last one of a
   * message holds all of it.
   */
  void inflate(Framedata frame, ByteBuffer payload) throws InvalidDataException {
    if (frame.isRSV1()) {
      message = new ByteArrayOutputStream(payload.remaining() + TAIL.length);
    }
    ByteArrayOutputStream coming = message;
    boolean data = frame.isRSV1() || frame.getOpcode() == Opcode.CONTINUOUS;
    if (coming == null || !data) {
      return;
    }
    if (coming.size() + payload.remaining() > mostBytes) {
      throw new LimitExceededException(mostBytes);
    }
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    coming.writeBytes(bytes);
    ByteBuffer now = NOTHING;
    if (frame.isFin()) {
      message = null;
      coming.writeBytes(TAIL);
      now = ByteBuffer.wrap(inflated(coming.toByteArray()));
    }
    ((FramedataImpl1) frame).setPayload(now);
  }

  private byte[] inflated(byte[] compressed) throws InvalidDataException {
    Inflater inflater = new Inflater(true);
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream(compressed.length * 2);
      byte[] piece = new byte[PIECE];
      inflater.setInput(compressed);
      int made = inflater.inflate(piece);
      while (made > 0) {
        if (all.size() + made > mostBytes) {
          guard.inflatedTooMuch();
          throw new LimitExceededException(mostBytes);
        }
        all.write(piece, 0, made);
        made = inflater.inflate(piece);
      }
      if (inflater.getRemaining() > TAIL.length + 1) {
        // A last block and more behind it: what comes behind is not thrown away in silence.
        throw new InvalidDataException(CloseFrame.NO_UTF8, "this is more than one stream");
      }
      return all.toByteArray();
    } catch (DataFormatException e) {
      throw new InvalidDataException(CloseFrame.NO_UTF8, "this does not inflate");
    } finally {
      inflater.end();
    }
  }
}
