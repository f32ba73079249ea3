// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that goes on writing where a socket's buffer was full, and that carries out closes so
 * that nobody does so while holding a lock. It has a selector of its own: the library's selector
 * writes from its own queue without a lock, so it must never see a socket as writable.
 *
 * <p>What waits here is bounded by the number of sockets: each waits for room once at a time and
 * closes once.
 */
final class LateWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateWriter.class);

  private final SelectorThread thread = new SelectorThread("writer", LateWriter::ready);

  LateWriter() throws IOException {}

  /** Calls {@link StationSocket#roomThere} once when the socket takes bytes again. */
  void awaitRoom(StationSocket socket) {
    execute(() -> register(socket));
  }

  void execute(Runnable task) {
    thread.execute(task);
  }

  /** Lets go of the file descriptors of sockets that were closed. */
  void wakeup() {
    thread.wakeup();
  }

  private void register(StationSocket socket) {
    try {
      SelectionKey key = socket.channel().keyFor(thread.selector());
      if (key == null) {
        socket.channel().register(thread.selector(), SelectionKey.OP_WRITE, socket);
      } else {
        key.interestOps(SelectionKey.OP_WRITE);
      }
    } catch (ClosedChannelException | CancelledKeyException e) {
      LOG.trace("A socket was closed while it waited for room", e);
    }
  }

  private static void ready(SelectionKey key) {
    try {
      key.interestOps(0);
    } catch (CancelledKeyException e) {
      return;
    }
    ((StationSocket) key.attachment()).roomThere();
  }

  @Override
  public void close() throws IOException {
    thread.close();
  }
}
