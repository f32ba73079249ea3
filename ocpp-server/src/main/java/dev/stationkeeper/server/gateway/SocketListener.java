// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.engine.Counters;
import dev.stationkeeper.server.gateway.Doorman.Guest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the library's sockets and its server: the server keeps its list for pings, and
 * everything else (writes, who comes in, what comes in) is ours. Its callbacks come from decoder
 * threads; closes and errors from any thread.
 */
final class SocketListener extends WebSocketAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);
  private static final int UNSUPPORTED = 1003;
  private static final int TRY_LATER = 1013;

  private final LibraryServer server;
  private final Registry registry;
  private final Counters counters;

  SocketListener(LibraryServer server, Registry registry, Counters counters) {
    this.server = server;
    this.registry = registry;
    this.counters = counters;
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket conn, Draft draft, ClientHandshake request) {
    StationSocket socket = socket(conn);
    HandshakeDraft answer = (HandshakeDraft) draft;
    Guest guest = socket.guest();
    if (guest == null) {
      answer.refuse(socket.admission());
    } else {
      answer.accept(guest.version(), request.getFieldValue("Sec-WebSocket-Extensions"));
    }
    return new HandshakeImpl1Server();
  }

  @Override
  public void onWebsocketOpen(WebSocket conn, Handshakedata handshake) {
    StationSocket socket = socket(conn);
    Guest guest = socket.guest();
    if (guest == null) {
      socket.closingFirst();
      ((WebSocketImpl) conn).flushAndClose(CloseFrame.NEVER_CONNECTED, "refused", false);
      return;
    }
    server.onWebsocketOpen(conn, handshake);
    counters.count("connection_opened");
    try {
      registry.open(socket, guest);
    } catch (RejectedExecutionException e) {
      counters.count("connection_rejected");
      LOG.warn("Station {} was not taken in: {}", guest.station(), e.getMessage());
      conn.close(TRY_LATER, "no more stations are taken in");
    }
    if (!socket.isOpen()) {
      // It went down while it came up; the close was told when there was nothing to close yet.
      onWebsocketClose(conn, CloseFrame.ABNORMAL_CLOSE, "", true);
    }
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, String message) {
    registry.received(socket(conn), message);
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, ByteBuffer blob) {
    counters.count("binary_frame");
    conn.close(UNSUPPORTED, "OCPP-J is text");
  }

  @Override
  public void onWriteDemand(WebSocket conn) {
    socket(conn).flush();
  }

  @Override
  public void onWebsocketCloseInitiated(WebSocket conn, int code, String reason) {
    counters.count("closed_" + code);
    socket(conn).closingFirst(code);
  }

  @Override
  public void onWebsocketClosing(WebSocket conn, int code, String reason, boolean remote) {
    server.giveTimeToClose(socket(conn));
  }

  @Override
  public void onWebsocketClose(WebSocket conn, int code, String reason, boolean remote) {
    server.onWebsocketClose(conn, code, reason, remote);
    StationSocket socket = socket(conn);
    registry.closed(socket, socket.codeToTell(code), reason == null ? "" : reason);
  }

  @Override
  public void onWebsocketError(WebSocket conn, Exception ex) {
    counters.count("socket_error");
    LOG.debug("A socket failed", ex);
  }

  @Override
  public InetSocketAddress getLocalSocketAddress(WebSocket conn) {
    return server.getLocalSocketAddress(conn);
  }

  @Override
  public InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
    return server.getRemoteSocketAddress(conn);
  }

  private static StationSocket socket(WebSocket conn) {
    return conn.<StationSocket>getAttachment();
  }
}
