// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.server.gateway.Doorman.Guest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection from its first byte to the verdict: the TLS handshake, then the HTTP request. The
 * WebSocket library sees nothing of it before the verdict is there, because its threads must not
 * wait for a signature or a slow password hash.
 *
 * <p>The thread of the {@link Doorstep} reads; whatever takes time gets a turn in the {@link
 * Reception}, and until then the door does not look at the socket. Thread-safe.
 */
final class Arrival {
  private static final int USUAL_REQUEST = 512;

  private final StationSocket socket;
  private final Transport transport;
  private final Doorman doorman;
  private final Reception reception;
  private final LateWriter lateWriter;
  private final int requestBytes;

  // Guarded by this.
  private ByteBuffer request = ByteBuffer.allocate(USUAL_REQUEST);
  private int scanned;
  private boolean over;

  private volatile boolean queued;

  /** Turns under way in the reception; a verdict takes as long as it takes. */
  private final AtomicInteger turns = new AtomicInteger();

  Arrival(
      StationSocket socket,
      Transport transport,
      Doorman doorman,
      Reception reception,
      LateWriter lateWriter,
      int requestBytes) {
    this.socket = socket;
    this.transport = transport;
    this.doorman = doorman;
    this.reception = reception;
    this.lateWriter = lateWriter;
    this.requestBytes = requestBytes;
  }

  /**
   * There is something to read. The door's thread, which waits for nobody's verdict: what came
   * meanwhile is read when the reception listens again.
   */
  void readable() {
    if (!isOurTurn()) {
      step(false);
    }
  }

  /** The socket takes bytes again, and a handshake may go on. */
  void roomThere() {
    queue();
  }

  /** True while it is we who keep the station waiting. */
  boolean isOurTurn() {
    return queued || turns.get() > 0;
  }

  private void queue() {
    queued = true;
    socket.listen(false);
    reception.queue(
        socket.address(),
        new Reception.Turn(
            () -> {
              turns.incrementAndGet();
              queued = false;
              try {
                step(true);
              } finally {
                turns.decrementAndGet();
              }
            },
            // Whoever queues may hold another arrival's lock; the writer holds none.
            () -> lateWriter.execute(this::sendAway)));
  }

  private synchronized void step(boolean inReception) {
    if (over || !socket.isOpen()) {
      return;
    }
    try {
      while (true) {
        int read = transport.read(room());
        if (read == Transport.CALCULATE && inReception) {
          transport.calculate();
        } else if (read == Transport.CALCULATE || (isComplete() && !inReception)) {
          queue();
          return;
        } else if (isComplete()) {
          judge();
          return;
        } else if (read < 0) {
          end("gone before the handshake was over");
          return;
        } else if (read == 0) {
          if (transport.awaitsRoom()) {
            lateWriter.awaitRoom(socket);
          }
          socket.listen(true);
          return;
        }
      }
    } catch (SSLException e) {
      transport.lastWords();
      doorman.tlsFailed(socket.remoteAddress(), e, hasCause(e, CertificateException.class));
      end("the TLS handshake failed");
    } catch (IOException e) {
      end("the connection is broken");
    }
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private ByteBuffer room() {
    if (!request.hasRemaining()) {
      int size = Math.min(request.capacity() * 2, requestBytes + 1);
      request = ByteBuffer.allocate(size).put(request.flip());
    }
    return request;
  }

  /** True when the empty line has come, or can no longer come within the bound. */
  private boolean isComplete() {
    for (; scanned + 3 < request.position(); scanned++) {
      if (request.get(scanned) == '\r'
          && request.get(scanned + 1) == '\n'
          && request.get(scanned + 2) == '\r'
          && request.get(scanned + 3) == '\n') {
        return true;
      }
    }
    return request.position() > requestBytes;
  }

  private void judge() {
    Admission[] admission = {Admission.wrong(400, "this is no HTTP/1.1 GET request")};
    Guest guest =
        doorman.judge(
            request.duplicate().flip(),
            new Doorman.Caller(
                socket.remoteAddress(),
                socket.address(),
                transport.secure(),
                transport.certificate()),
            decided -> admission[0] = decided);
    over(guest, admission[0]);
  }

  private void over(@Nullable Guest guest, Admission admission) {
    over = true;
    ByteBuffer bytes = request.flip();
    request = ByteBuffer.allocate(0);
    socket.arrived(guest, admission, bytes);
  }

  private synchronized void sendAway() {
    queued = false;
    if (over || !socket.isOpen()) {
      return;
    }
    if (isComplete()) {
      over(null, doorman.shed());
    } else {
      end("too many handshakes are waiting");
    }
  }

  private void end(String why) {
    over = true;
    request = ByteBuffer.allocate(0);
    socket.listen(false);
    socket.cut(why);
  }
}
