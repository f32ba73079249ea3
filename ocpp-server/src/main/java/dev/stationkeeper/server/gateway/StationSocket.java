// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.gateway.Doorman.Guest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket: writes what the library has queued from the thread that queued it, and keeps who it
 * belongs to.
 *
 * <p>Every write goes through {@link Outgoing}; what the socket does not take waits there for
 * {@link LateWriter}, up to a bound.
 */
final class StationSocket implements WrappedByteChannel {
  private static final Logger LOG = LoggerFactory.getLogger(StationSocket.class);

  /** What a server has to offer to its sockets. */
  interface House {
    LateWriter lateWriter();

    Doorstep doorstep();

    int mostWaiting();

    Counters counters();

    /** What came in behind the verdict, for the library's decoders. */
    void handOver(WebSocketImpl webSocket, ByteBuffer bytes);

    /** Runs it when what was read of the socket before has been decoded. */
    void afterInput(WebSocketImpl webSocket, Runnable task);

    /** The connection is closed. */
    void left(InetAddress address);

    Arrival arrival(StationSocket socket, Transport transport);
  }

  private final Transport transport;
  private final SelectionKey key;
  private final WebSocketImpl webSocket;
  private final House house;
  private final LateWriter lateWriter;
  private final Counters counters;
  private final InetAddress address;
  private final String remoteAddress;
  private final Arrival arrival;
  private final Outgoing outgoing;
  private final AtomicBoolean channelClosed = new AtomicBoolean();

  /** Of the library's selector thread. */
  private boolean atEnd;

  // Written by the decoder thread of this socket.
  private volatile @Nullable Guest guest;
  private volatile @Nullable Admission admission;
  private final FrameGuard guard;
  private volatile boolean closingFirst;
  private volatile int ourCode;

  StationSocket(Transport transport, SelectionKey key, FrameGuard guard, House house)
      throws IOException {
    this.transport = transport;
    this.key = key;
    this.webSocket = (WebSocketImpl) key.attachment();
    this.guard = guard;
    this.house = house;
    this.lateWriter = house.lateWriter();
    this.counters = house.counters();
    InetSocketAddress remote = (InetSocketAddress) transport.channel().getRemoteAddress();
    this.address = remote.getAddress();
    this.remoteAddress = address.getHostAddress() + ":" + remote.getPort();
    this.arrival = house.arrival(this, transport);
    this.outgoing = new Outgoing(webSocket, transport, house.mostWaiting());
  }

  // ---- writing ---------------------------------------------------------------------------------

  /** Writes what the library has queued, as far as the socket takes it now. From any thread. */
  void flush() {
    follow(outgoing.write());
  }

  /** The socket takes bytes again. */
  void roomThere() {
    if (hasArrived()) {
      follow(outgoing.writeOn());
    } else {
      arrival.roomThere();
    }
  }

  private void follow(Outgoing.Next next) {
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
        transport.shutdownOutput();
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

  /**
   * The verdict is there.
   *
   * @param newGuest who is let in, null for nobody
   * @param request what was read so far, from its first byte
   */
  void arrived(@Nullable Guest newGuest, Admission newAdmission, ByteBuffer request) {
    guest = newGuest;
    admission = newAdmission;
    house.doorstep().leave(this);
    house.handOver(webSocket, request);
    look(SelectionKey.OP_READ);
    key.selector().wakeup();
  }

  /** Has the arrival told when there are bytes to read, or not. */
  void listen(boolean wanted) {
    house.doorstep().listen(this, wanted);
  }

  /** There is something to read, or the other side has closed. On the door's thread. */
  void readableAtTheDoor() {
    if (!hasArrived()) {
      arrival.readable();
    }
  }

  private boolean hasArrived() {
    return admission != null;
  }

  /** True while it is we who keep the station waiting for its verdict. */
  boolean waitsForUs() {
    return !hasArrived() && arrival.isOurTurn();
  }

  /** What was decided. */
  Admission admission() {
    Admission decided = admission;
    return decided == null ? Admission.wrong(400, "no handshake") : decided;
  }

  /** Who was let in; null before that, and for a socket that was refused. */
  @Nullable Guest guest() {
    return guest;
  }

  FrameGuard guard() {
    return guard;
  }

  WebSocketImpl webSocket() {
    return webSocket;
  }

  SocketChannel channel() {
    return transport.channel();
  }

  /** The other side's, without its port. */
  InetAddress address() {
    return address;
  }

  String remoteAddress() {
    return remoteAddress;
  }

  // ---- the library's view ----------------------------------------------------------------------

  /**
   * Bytes, or 0 when there are none; also at the end. An end that the library saw, as -1 or as an
   * exception, would cancel the key that it is just looking at, upon which it leaves its round over
   * all that are ready and begins anew: each station of a fleet that was cut off would cost a round
   * over all others.
   */
  @Override
  public int read(ByteBuffer into) {
    try {
      int read = transport.read(into);
      while (read == Transport.CALCULATE) {
        transport.calculate();
        read = transport.read(into);
      }
      if (transport.awaitsRoom()) {
        flush();
      }
      if (read >= 0) {
        return read;
      }
      ended(webSocket::eot);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      ended(() -> webSocket.closeConnection(CloseFrame.ABNORMAL_CLOSE, why));
    }
    return 0;
  }

  /** Closes behind what came before the end, which may be a close frame. */
  private void ended(Runnable close) {
    if (!atEnd) {
      atEnd = true;
      look(0);
      house.afterInput(webSocket, () -> lateWriter.execute(close));
    }
  }

  private void look(int at) {
    try {
      key.interestOps(at);
    } catch (CancelledKeyException e) {
      LOG.trace("{} is gone", remoteAddress, e);
    }
  }

  @Override
  public boolean isNeedRead() {
    return hasArrived() && transport.holds();
  }

  /** Throws nothing: the library would take it out on whichever connection it looked at last. */
  @Override
  public int readMore(ByteBuffer into) {
    try {
      return transport.readHeld(into);
    } catch (IOException e) {
      cut("the connection is broken");
      return 0;
    }
  }

  @Override
  public boolean isNeedWrite() {
    return false;
  }

  @Override
  public void writeMore() {}

  @Override
  public boolean isBlocking() {
    return false;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    throw new IOException("only flush writes");
  }

  @Override
  public boolean isOpen() {
    return transport.channel().isOpen();
  }

  @Override
  public void close() throws IOException {
    if (channelClosed.compareAndSet(false, true)) {
      try {
        transport.close();
      } finally {
        // Each selector that knows the socket has to let go of it before its file is given back.
        lateWriter.wakeup();
        house.doorstep().leave(this);
        key.selector().wakeup();
        house.left(address);
      }
    }
  }
}
