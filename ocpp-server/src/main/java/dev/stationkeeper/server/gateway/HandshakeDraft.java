// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import dev.stationkeeper.ocpp.OcppVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeBuilder;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.IProtocol;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6455 with HTTP answers of our own. The library can refuse a handshake with 404 only; this
 * draft lets every request through to the gateway, which judges it, and then writes what was
 * decided: 101 with the chosen subprotocol, or a refusal after which the gateway closes. One object
 * per connection.
 */
final class HandshakeDraft extends Draft_6455 {
  private final GatewaySettings settings;
  private final FrameGuard guard;
  private @Nullable Admission faulty;
  private Admission admission = Admission.wrong(400, "no handshake");
  private IProtocol protocol = new Protocol("");
  private @Nullable CompressedMessages compression;

  HandshakeDraft(GatewaySettings settings, FrameGuard guard) {
    super(List.of(), settings.frameBytes());
    this.settings = settings;
    this.guard = guard;
  }

  @Override
  public Draft copyInstance() {
    return new HandshakeDraft(settings, guard);
  }

  /** What is wrong with the request as HTTP; null when nothing is. */
  @Nullable Admission faulty() {
    return faulty;
  }

  /** A request as the library reads it; {@link #faulty()} says what is wrong with it. */
  ClientHandshake read(ByteBuffer request) throws InvalidHandshakeException {
    setParseMode(Role.SERVER);
    try {
      return (ClientHandshake) translateHandshake(request);
    } catch (IncompleteHandshakeException e) {
      return (ClientHandshake) faulty(400, "this is no HTTP/1.1 GET request");
    }
  }

  /**
   * Lets a station in.
   *
   * @param extensions those that it offers, as its request has them
   */
  void accept(OcppVersion version, String extensions) {
    admission = Admission.accept();
    protocol = new Protocol(version.subprotocol());
    if (settings.compression()) {
      compression = CompressedMessages.agree(extensions, settings.frameBytes(), guard).orElse(null);
    }
  }

  void refuse(Admission refusal) {
    admission = refusal;
  }

  Admission admission() {
    return admission;
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer buffer) throws InvalidHandshakeException {
    if (buffer.remaining() > settings.requestBytes()) {
      return faulty(431, "the request is too long");
    }
    try {
      return super.translateHandshake(buffer);
    } catch (InvalidHandshakeException e) {
      return faulty(400, "this is no HTTP/1.1 GET request");
    }
  }

  private Handshakedata faulty(int status, String reason) {
    faulty = Admission.wrong(status, reason);
    HandshakeImpl1Client empty = new HandshakeImpl1Client();
    empty.setResourceDescriptor("/");
    return empty;
  }

  /** Every request matches: what is wrong with it is answered and not met with silence. */
  @Override
  public HandshakeState acceptHandshakeAsServer(ClientHandshake request) {
    return HandshakeState.MATCHED;
  }

  @Override
  public IProtocol getProtocol() {
    return protocol;
  }

  @Override
  public IExtension getExtension() {
    CompressedMessages agreed = compression;
    return agreed == null ? super.getExtension() : agreed;
  }

  @Override
  public HandshakeBuilder postProcessHandshakeResponseAsServer(
      ClientHandshake request, ServerHandshakeBuilder response) throws InvalidHandshakeException {
    return admission.isAccepted()
        ? super.postProcessHandshakeResponseAsServer(request, response)
        : response;
  }

  @Override
  public List<ByteBuffer> createHandshake(Handshakedata handshake, boolean withContent) {
    if (admission.isAccepted()) {
      return super.createHandshake(handshake, withContent);
    }
    String body = admission.reason() + "\n";
    StringBuilder answer = new StringBuilder("HTTP/1.1 ").append(admission.status()).append(' ');
    answer.append(phrase(admission.status())).append("\r\n");
    admission
        .headers()
        .forEach((name, value) -> answer.append(name).append(": ").append(value).append("\r\n"));
    answer
        .append("Content-Type: text/plain; charset=utf-8\r\nContent-Length: ")
        .append(body.getBytes(StandardCharsets.UTF_8).length)
        .append("\r\nConnection: close\r\n\r\n")
        .append(body);
    return List.of(ByteBuffer.wrap(answer.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The library takes a refused connection for open: what still comes in over it is dropped. */
  @Override
  public List<Framedata> translateFrame(ByteBuffer buffer) throws InvalidDataException {
    if (!admission.isAccepted()) {
      buffer.position(buffer.limit());
      return List.of();
    }
    List<Framedata> frames = super.translateFrame(buffer);
    guard.read(frames);
    return frames;
  }

  @Override
  public void processFrame(WebSocketImpl webSocket, Framedata frame) throws InvalidDataException {
    CompressedMessages agreed = compression;
    ByteBuffer payload = agreed == null ? frame.getPayloadData() : agreed.payload(frame);
    if (guard.admits(webSocket, frame)) {
      if (agreed != null) {
        agreed.inflate(frame, payload);
      }
      super.processFrame(webSocket, frame);
    }
  }

  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      default -> "Service Unavailable";
    };
  }
}
