// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
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

  private final Selector selector;
  private final Thread thread;
  private volatile boolean stopped;

  Doorstep() throws IOException {
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().name("stationkeeper-gateway-door").daemon().start(this::run);
  }

  /** Has the socket's arrival told of bytes, or not. From any thread; a closed socket is none. */
  void listen(StationSocket socket, boolean wanted) {
    try {
      SelectionKey key = socket.channel().keyFor(selector);
      if (key != null) {
        key.interestOps(wanted ? SelectionKey.OP_READ : 0);
      } else if (wanted) {
        socket.channel().register(selector, SelectionKey.OP_READ, socket);
      }
      if (wanted) {
        selector.wakeup();
      }
    } catch (ClosedChannelException | CancelledKeyException e) {
      LOG.trace("A socket was closed at the door", e);
    }
  }

  /** The verdict is there: the socket is no concern of this thread any more. */
  void leave(StationSocket socket) {
    SelectionKey key = socket.channel().keyFor(selector);
    if (key != null) {
      key.cancel();
      selector.wakeup();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        selector.select(Doorstep::ready);
      } catch (IOException | RuntimeException e) {
        LOG.error("The gateway's door met a failure and goes on", e);
      }
    }
  }

  private static void ready(SelectionKey key) {
    ((StationSocket) key.attachment()).readableAtTheDoor();
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    selector.wakeup();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
