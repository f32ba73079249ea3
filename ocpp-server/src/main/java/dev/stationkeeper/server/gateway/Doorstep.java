// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that reads from those who have not arrived yet, with a selector of its own. The
 * library keeps a key that was ready and of which it read nothing among the selected ones, and
 * tries it again each time round: with some thousands at the door each round took as long as they
 * were many, for those who are connected too. So it never sees a socket before its verdict.
 *
 * <p>What is watched here is bounded by the number of sockets.
 */
final class Doorstep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doorstep.class);

  private final SelectorThread thread = new SelectorThread("door", Doorstep::ready);

  Doorstep() throws IOException {}

  /** Has the socket's arrival told of bytes, or not. From any thread; a closed socket is none. */
  void listen(StationSocket socket, boolean wanted) {
    try {
      SelectionKey key = socket.channel().keyFor(thread.selector());
      if (key != null) {
        key.interestOps(wanted ? SelectionKey.OP_READ : 0);
      } else if (wanted) {
        socket.channel().register(thread.selector(), SelectionKey.OP_READ, socket);
      }
      if (wanted) {
        thread.wakeup();
      }
    } catch (ClosedChannelException | CancelledKeyException e) {
      LOG.trace("A socket was closed at the door", e);
    }
  }

  /** The verdict is there: the socket is no concern of this thread any more. */
  void leave(StationSocket socket) {
    SelectionKey key = socket.channel().keyFor(thread.selector());
    if (key != null) {
      key.cancel();
      thread.wakeup();
    }
  }

  private static void ready(SelectionKey key) {
    ((StationSocket) key.attachment()).readableAtTheDoor();
  }

  @Override
  public void close() throws IOException {
    thread.close();
  }
}
