// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.java_websocket.WebSocketImpl;

/**
 * What is on its way to one station: the library's queue is moved into an own one and that into the
 * socket, under one lock; so the order of the library's queue is the order on the wire, whoever
 * writes. The lock is never held while the library's own is taken, which the library holds when it
 * calls us: what there is to be done next is therefore only said. Thread-safe.
 */
final class Outgoing {
  /** What is to be done when the lock is free again. */
  enum Next {
    NOTHING,
    /** The rest when the socket takes bytes again. */
    AWAIT_ROOM,
    /** Everything was written, and that was the end. */
    FINISH,
    /** More waits than may. */
    OVERFULL,
    BROKEN
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final WebSocketImpl webSocket;
  private final Transport transport;
  private final int mostWaiting;

  // Guarded by this.
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>(2);
  private long waitingBytes;
  private boolean awaitingRoom;
  private boolean finished;

  /** {@code mostWaiting} is in bytes. */
  Outgoing(WebSocketImpl webSocket, Transport transport, int mostWaiting) {
    this.webSocket = webSocket;
    this.transport = transport;
    this.mostWaiting = mostWaiting;
  }

  /** Writes what the library has queued, as far as the socket takes it now. */
  synchronized Next write() {
    take();
    if (awaitingRoom || finished) {
      return waitingBytes > mostWaiting ? drop(Next.OVERFULL) : Next.NOTHING;
    }
    try {
      if (!isWritten()) {
        awaitingRoom = true;
        return waitingBytes > mostWaiting ? drop(Next.OVERFULL) : Next.AWAIT_ROOM;
      }
    } catch (IOException e) {
      return drop(Next.BROKEN);
    }
    if (webSocket.isFlushAndClose()) {
      finished = true;
      return Next.FINISH;
    }
    return Next.NOTHING;
  }

  /** The socket takes bytes again. */
  synchronized Next writeOn() {
    awaitingRoom = false;
    return write();
  }

  private void take() {
    for (ByteBuffer b = webSocket.outQueue.poll(); b != null; b = webSocket.outQueue.poll()) {
      if (!finished) {
        waiting.add(b);
        waitingBytes += b.remaining();
      }
    }
  }

  /** Writes; false when the socket does not take all of it. */
  private boolean isWritten() throws IOException {
    if (transport.awaitsRoom()) {
      transport.write(NOTHING.duplicate());
    }
    while (!waiting.isEmpty() && !transport.awaitsRoom()) {
      ByteBuffer head = waiting.element();
      waitingBytes -= head.remaining();
      transport.write(head);
      waitingBytes += head.remaining();
      if (head.hasRemaining()) {
        break;
      }
      waiting.remove();
    }
    return waiting.isEmpty() && !transport.awaitsRoom();
  }

  private Next drop(Next why) {
    finished = true;
    waiting.clear();
    waitingBytes = 0;
    return why;
  }
}
