// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.gateway.Doorman.Guest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/**
 * One socket: writes what the library has queued from the thread that queued it, and keeps who it
 * belongs to.
 *
 * <p>Every write goes through {@link #flush}, which moves the library's queue into an own one and
 * that into the socket, under one lock; so the order of the library's queue is the order on the
 * wire, whoever writes. What the socket does not take waits for {@link LateWriter}, up to a bound.
 * The lock is never held while the library's own lock is taken, which the library holds when it
 * calls us.
 */
final class StationSocket implements ByteChannel {
  private enum Next {
    NOTHING,
    AWAIT_ROOM,
    FINISH,
    OVERFULL,
    BROKEN
  }

  private final SocketChannel channel;
  private final WebSocketImpl webSocket;
  private final LateWriter lateWriter;
  private final int mostWaiting;
  private final Counters counters;
  private final Runnable onClose;
  private final String remoteAddress;
  private final AtomicBoolean channelClosed = new AtomicBoolean();

  // Guarded by this.
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>(2);
  private long waitingBytes;
  private boolean awaitingRoom;
  private boolean finished;

  // Written by the decoder thread of this socket.
  private volatile @Nullable Guest guest;
  private @Nullable FrameRate rate;
  private volatile boolean closingFirst;
  private volatile int ourCode;

  StationSocket(
      SocketChannel channel,
      WebSocketImpl webSocket,
      LateWriter lateWriter,
      int mostWaiting,
      Counters counters,
      Runnable onClose)
      throws IOException {
    this.channel = channel;
    this.webSocket = webSocket;
    this.lateWriter = lateWriter;
    this.mostWaiting = mostWaiting;
    this.counters = counters;
    this.onClose = onClose;
    InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
    this.remoteAddress = remote.getAddress().getHostAddress() + ":" + remote.getPort();
  }

  // ---- writing ---------------------------------------------------------------------------------

  /** Writes what the library has queued, as far as the socket takes it now. From any thread. */
  void flush() {
    Next next;
    synchronized (this) {
      next = pump();
    }
    follow(next);
  }

  /** The socket takes bytes again. */
  void roomThere() {
    Next next;
    synchronized (this) {
      awaitingRoom = false;
      next = pump();
    }
    follow(next);
  }

  private Next pump() {
    for (ByteBuffer b = webSocket.outQueue.poll(); b != null; b = webSocket.outQueue.poll()) {
      if (!finished) {
        waiting.add(b);
        waitingBytes += b.remaining();
      }
    }
    if (awaitingRoom || finished) {
      return waitingBytes > mostWaiting ? overfull() : Next.NOTHING;
    }
    try {
      for (ByteBuffer head = waiting.peek(); head != null; head = waiting.peek()) {
        waitingBytes -= channel.write(head);
        if (head.hasRemaining()) {
          awaitingRoom = true;
          return waitingBytes > mostWaiting ? overfull() : Next.AWAIT_ROOM;
        }
        waiting.remove();
      }
    } catch (IOException e) {
      dropWaiting();
      return Next.BROKEN;
    }
    if (webSocket.isFlushAndClose()) {
      finished = true;
      return Next.FINISH;
    }
    return Next.NOTHING;
  }

  private Next overfull() {
    dropWaiting();
    return Next.OVERFULL;
  }

  private void dropWaiting() {
    finished = true;
    waiting.clear();
    waitingBytes = 0;
  }

  private void follow(Next next) {
    switch (next) {
      case NOTHING -> {}
      case AWAIT_ROOM -> lateWriter.awaitRoom(this);
      case FINISH -> lateWriter.execute(this::finish);
      case OVERFULL -> {
        counters.count("write_queue_full");
        cut("the station does not read");
      }
      case BROKEN -> cut("the connection is broken");
    }
  }

  /**
   * After a close of our own the other side closes TCP first: a close of ours with its bytes still
   * unread would reset the connection, and our close frame be lost on it.
   */
  private void finish() {
    if (closingFirst) {
      try {
        channel.shutdownOutput();
        return;
      } catch (IOException e) {
        counters.count("shutdown_output_failed");
      }
    }
    webSocket.closeConnection();
  }

  /** Ends the connection without a close handshake. */
  void cut(String reason) {
    lateWriter.execute(() -> webSocket.closeConnection(CloseFrame.ABNORMAL_CLOSE, reason));
  }

  /** It is we who close, and not the station. */
  void closingFirst() {
    closingFirst = true;
  }

  /** As {@link #closingFirst()}, with the code of our close frame. */
  void closingFirst(int code) {
    ourCode = code;
    closingFirst();
  }

  /**
   * The code to tell for a close that the library ended with {@code code}. Its selector can see the
   * end of TCP before its decoder has read the station's answer to our close frame, and then calls
   * an orderly close of ours abnormal.
   */
  int codeToTell(int code) {
    return code == CloseFrame.ABNORMAL_CLOSE && ourCode != 0 ? ourCode : code;
  }

  // ---- whose it is -----------------------------------------------------------------------------

  void letIn(Guest newGuest, FrameRate newRate) {
    rate = newRate;
    guest = newGuest;
  }

  /** Who was let in; null before that, and for a socket that was refused. */
  @Nullable Guest guest() {
    return guest;
  }

  /** Takes a frame into account; false when it is one too many. Decoder thread only. */
  boolean allowsFrame() {
    return rate == null || rate.allows(System.nanoTime());
  }

  WebSocketImpl webSocket() {
    return webSocket;
  }

  SocketChannel channel() {
    return channel;
  }

  String remoteAddress() {
    return remoteAddress;
  }

  // ---- the library's view ----------------------------------------------------------------------

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    throw new IOException("only flush writes");
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (channelClosed.compareAndSet(false, true)) {
      try {
        channel.close();
      } finally {
        lateWriter.wakeup();
        onClose.run();
      }
    }
  }
}
