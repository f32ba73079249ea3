// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.time.Duration;

/**
 * Where the gateway listens and its bounds.
 *
 * @param bind address, for example {@code 127.0.0.1}
 * @param port for stations without TLS; 0 takes a free one, -1 serves none
 * @param tlsPort for stations under TLS; 0 takes a free one, -1 serves none
 * @param frameBytes longest message; a longer one closes with 1009
 * @param requestBytes longest HTTP request that asks for a connection
 * @param handshakeTime from the accepted TCP connection to the end of the handshake
 * @param connections open at once; more are cut
 * @param connectionsPerAddress open at once from one remote address
 * @param framesPerSecond a station may send in the long run; more closes with 1008
 * @param frameBurst a station may send at once
 * @param writeQueueBytes that may wait for a slow reader; more cuts its connection
 * @param pingInterval of the server's pings; a station silent for one and a half is cut off, zero
 *     sends none
 * @param closeTime how long the other side may take to close after us
 * @param decoders threads that read frames
 * @param messageTime from the first byte of a message to its last; a slower one closes with 1008
 * @param handshakeQueue handshakes that may wait for a verdict; more are told to come again
 * @param receptionists threads that work off handshakes
 * @param compression true to take compressed messages of stations that offer it (RFC 7692)
 */
public record GatewaySettings(
    String bind,
    int port,
    int tlsPort,
    int frameBytes,
    int requestBytes,
    Duration handshakeTime,
    int connections,
    int connectionsPerAddress,
    int framesPerSecond,
    int frameBurst,
    int writeQueueBytes,
    Duration pingInterval,
    Duration closeTime,
    int decoders,
    Duration messageTime,
    int handshakeQueue,
    int receptionists,
    boolean compression) {
  /** A port that is not served. */
  public static final int NONE = -1;

  /** The bounds of an installation that configures nothing. */
  public static GatewaySettings on(String bind, int port) {
    return new GatewaySettings(
        bind,
        port,
        NONE,
        128 * 1024,
        8 * 1024,
        Duration.ofSeconds(10),
        OpenFiles.forStations(),
        10_000,
        50,
        500,
        1024 * 1024,
        Duration.ofSeconds(60),
        Duration.ofSeconds(3),
        2,
        Duration.ofSeconds(30),
        20_000,
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        false);
  }

  public GatewaySettings withHandshakeTime(Duration time) {
    Draft draft = new Draft(this);
    draft.handshakeTime = time;
    return draft.done();
  }

  /** The same for stations that compress. */
  public GatewaySettings withCompression() {
    Draft draft = new Draft(this);
    draft.compression = true;
    return draft.done();
  }

  /** The same with that many connections in all. */
  public GatewaySettings withConnections(int most) {
    Draft draft = new Draft(this);
    draft.connections = most;
    return draft.done();
  }

  public GatewaySettings withConnectionsPerAddress(int perAddress) {
    Draft draft = new Draft(this);
    draft.connectionsPerAddress = perAddress;
    return draft.done();
  }

  public GatewaySettings withFrames(int perSecond, int burst) {
    Draft draft = new Draft(this);
    draft.framesPerSecond = perSecond;
    draft.frameBurst = burst;
    return draft.done();
  }

  public GatewaySettings withWriteQueueBytes(int bytes) {
    Draft draft = new Draft(this);
    draft.writeQueueBytes = bytes;
    return draft.done();
  }

  public GatewaySettings withPorts(int plain, int tls) {
    Draft draft = new Draft(this);
    draft.port = plain;
    draft.tlsPort = tls;
    return draft.done();
  }

  public GatewaySettings withMessageTime(Duration time) {
    Draft draft = new Draft(this);
    draft.messageTime = time;
    return draft.done();
  }

  public GatewaySettings withHandshakeQueue(int most) {
    Draft draft = new Draft(this);
    draft.handshakeQueue = most;
    return draft.done();
  }

  /** Settings on their way to others. */
  private static final class Draft {
    private final String bind;
    private int port;
    private int tlsPort;
    private final int frameBytes;
    private final int requestBytes;
    private Duration handshakeTime;
    private int connections;
    private int connectionsPerAddress;
    private int framesPerSecond;
    private int frameBurst;
    private int writeQueueBytes;
    private final Duration pingInterval;
    private final Duration closeTime;
    private final int decoders;
    private Duration messageTime;
    private int handshakeQueue;
    private final int receptionists;
    private boolean compression;

    Draft(GatewaySettings from) {
      bind = from.bind;
      port = from.port;
      tlsPort = from.tlsPort;
      frameBytes = from.frameBytes;
      requestBytes = from.requestBytes;
      handshakeTime = from.handshakeTime;
      connections = from.connections;
      connectionsPerAddress = from.connectionsPerAddress;
      framesPerSecond = from.framesPerSecond;
      frameBurst = from.frameBurst;
      writeQueueBytes = from.writeQueueBytes;
      pingInterval = from.pingInterval;
      closeTime = from.closeTime;
      decoders = from.decoders;
      messageTime = from.messageTime;
      handshakeQueue = from.handshakeQueue;
      receptionists = from.receptionists;
      compression = from.compression;
    }

    GatewaySettings done() {
      return new GatewaySettings(
          bind,
          port,
          tlsPort,
          frameBytes,
          requestBytes,
          handshakeTime,
          connections,
          connectionsPerAddress,
          framesPerSecond,
          frameBurst,
          writeQueueBytes,
          pingInterval,
          closeTime,
          decoders,
          messageTime,
          handshakeQueue,
          receptionists,
          compression);
    }
  }
}
