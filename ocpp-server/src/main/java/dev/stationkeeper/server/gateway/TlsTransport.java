// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import tlschannel.HeapBufferAllocator;
import tlschannel.NeedsReadException;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/**
 * Bytes under TLS. The records are the library's ({@code tls-channel}), which reads and writes
 * under locks of its own and gives its buffers back while a connection is idle; here its exceptions
 * become answers.
 */
final class TlsTransport implements Transport {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Tap tap;
  private final SSLEngine engine;
  private final TlsChannel tls;

  /** A step of the handshake that is to be calculated; the thread that reads alone touches it. */
  private @Nullable Runnable task;

  private boolean holds;
  private volatile boolean awaitsRoom;

  TlsTransport(SocketChannel channel, TlsEngines engines) {
    this.tap = new Tap(channel);
    this.engine = engines.engine();
    this.tls =
        ServerTlsChannel.newBuilder(tap, engines.context())
            .withEngineFactory(context -> engine)
            .withEncryptedBufferAllocator(new HeapBufferAllocator())
            .withRunTasks(false)
            .build();
  }

  /** The socket, whose reading side can be closed for a moment. */
  private static final class Tap implements ByteChannel {
    private final SocketChannel channel;
    private boolean closed;

    Tap(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return closed ? 0 : channel.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return channel.write(from);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Override
  public SocketChannel channel() {
    return tap.channel;
  }

  /** Reads until the socket has no more or {@code into} is full: records do not wake a selector. */
  @Override
  public int read(ByteBuffer into) throws IOException {
    if (task != null) {
      return CALCULATE;
    }
    int before = into.position();
    holds = false;
    try {
      while (into.hasRemaining()) {
        if (tls.read(into) < 0) {
          // What was read first goes first; the end is then found again.
          holds = into.position() > before;
          return holds ? into.position() - before : -1;
        }
      }
      holds = true;
    } catch (NeedsTaskException e) {
      task = given(e.getTask());
      if (into.position() == before) {
        return CALCULATE;
      }
      holds = true;
    } catch (NeedsWriteException e) {
      awaitsRoom = true;
    } catch (NeedsReadException e) {
      // That was all.
      return into.position() - before;
    }
    return into.position() - before;
  }

  /** An engine gives each task once; to ask on without one would be to ask for ever. */
  private static Runnable given(@Nullable Runnable task) throws IOException {
    if (task == null) {
      throw new IOException("a TLS step that nobody can calculate");
    }
    return task;
  }

  @Override
  public int readHeld(ByteBuffer into) throws IOException {
    tap.closed = true;
    try {
      int read = read(into);
      while (read == CALCULATE) {
        calculate();
        read = read(into);
      }
      return read;
    } finally {
      tap.closed = false;
    }
  }

  @Override
  public boolean holds() {
    return holds;
  }

  @Override
  public void calculate() {
    Runnable next = task;
    task = null;
    if (next != null) {
      next.run();
    }
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    try {
      awaitsRoom = false;
      tls.write(from.hasRemaining() ? from : NOTHING.duplicate());
    } catch (NeedsWriteException e) {
      awaitsRoom = true;
    }
  }

  @Override
  public boolean awaitsRoom() {
    return awaitsRoom;
  }

  @Override
  public void shutdownOutput() throws IOException {
    try {
      tls.shutdown();
    } catch (NeedsReadException | NeedsWriteException e) {
      // The end of TCP says it as well.
      awaitsRoom = false;
    }
    tap.channel.shutdownOutput();
  }

  /** The alert that says why the handshake failed: the library closes without it. */
  @Override
  public void lastWords() {
    try {
      ByteBuffer alert = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(NOTHING.duplicate(), alert);
      tap.channel.write(alert.flip());
    } catch (SSLException e) {
      // There is no alert to send.
      awaitsRoom = false;
    } catch (IOException e) {
      // The other side has gone.
      awaitsRoom = false;
    }
  }

  @Override
  public void close() throws IOException {
    tls.close();
  }

  @Override
  public boolean secure() {
    return true;
  }

  @Override
  public @Nullable X509Certificate certificate() {
    try {
      Certificate[] path = engine.getSession().getPeerCertificates();
      return path.length > 0 && path[0] instanceof X509Certificate first ? first : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }
}
