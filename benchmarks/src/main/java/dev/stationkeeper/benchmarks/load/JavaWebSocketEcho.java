// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.DefaultExtension;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.IProtocol;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/** A bare server on Java-WebSocket as it is shipped: the limit of that transport. */
public final class JavaWebSocketEcho extends WebSocketServer {
  private JavaWebSocketEcho(int port) {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, List.of(draft()));
    setReuseAddr(true);
    setTcpNoDelay(true);
    setConnectionLostTimeout(0);
  }

  private static Draft_6455 draft() {
    List<IProtocol> protocols =
        List.of(new Protocol("ocpp1.6"), new Protocol("ocpp2.0.1"), new Protocol("ocpp2.1"));
    return new Draft_6455(List.of(new DefaultExtension()), protocols);
  }

  /** Serves on the port that is the first argument until the process ends. */
  public static void main(String[] arguments) {
    new JavaWebSocketEcho(Integer.parseInt(arguments[0])).run();
  }

  @Override
  public void onMessage(WebSocket socket, String message) {
    String answer = CannedAnswers.answer(message);
    if (!answer.isEmpty()) {
      socket.send(answer);
    }
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {}

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket socket, Exception error) {}

  @Override
  public void onStart() {}
}
