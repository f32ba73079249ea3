// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.time.Duration;

/**
 * Where the gateway listens and its bounds.
 *
 * @param bind address, for example {@code 127.0.0.1}
 * @param port 0 takes a free one
 * @param frameBytes longest message; a longer one closes with 1009
 * @param requestBytes longest HTTP request that asks for a connection
 * @param handshakeTime from the accepted TCP connection to the end of the handshake
 * @param connectionsPerAddress open at once from one remote address
 * @param framesPerSecond a station may send in the long run; more closes with 1008
 * @param frameBurst a station may send at once
 * @param writeQueueBytes that may wait for a slow reader; more cuts its connection
 * @param pingInterval of the server's pings; a station silent for one and a half is cut off, zero
 *     sends none
 * @param closeTime how long the other side may take to close after us
 * @param decoders threads that read frames
 */
public record GatewaySettings(
    String bind,
    int port,
    int frameBytes,
    int requestBytes,
    Duration handshakeTime,
    int connectionsPerAddress,
    int framesPerSecond,
    int frameBurst,
    int writeQueueBytes,
    Duration pingInterval,
    Duration closeTime,
    int decoders) {
  /** The bounds of an installation that configures nothing. */
  public static GatewaySettings on(String bind, int port) {
    return new GatewaySettings(
        bind,
        port,
        128 * 1024,
        8 * 1024,
        Duration.ofSeconds(10),
        10_000,
        50,
        500,
        1024 * 1024,
        Duration.ofSeconds(60),
        Duration.ofSeconds(3),
        2);
  }

  public GatewaySettings withHandshakeTime(Duration time) {
    return new GatewaySettings(
        bind,
        port,
        frameBytes,
        requestBytes,
        time,
        connectionsPerAddress,
        framesPerSecond,
        frameBurst,
        writeQueueBytes,
        pingInterval,
        closeTime,
        decoders);
  }

  public GatewaySettings withConnectionsPerAddress(int connections) {
    return new GatewaySettings(
        bind,
        port,
        frameBytes,
        requestBytes,
        handshakeTime,
        connections,
        framesPerSecond,
        frameBurst,
        writeQueueBytes,
        pingInterval,
        closeTime,
        decoders);
  }

  public GatewaySettings withFrames(int perSecond, int burst) {
    return new GatewaySettings(
        bind,
        port,
        frameBytes,
        requestBytes,
        handshakeTime,
        connectionsPerAddress,
        perSecond,
        burst,
        writeQueueBytes,
        pingInterval,
        closeTime,
        decoders);
  }

  public GatewaySettings withWriteQueueBytes(int bytes) {
    return new GatewaySettings(
        bind,
        port,
        frameBytes,
        requestBytes,
        handshakeTime,
        connectionsPerAddress,
        framesPerSecond,
        frameBurst,
        bytes,
        pingInterval,
        closeTime,
        decoders);
  }
}
