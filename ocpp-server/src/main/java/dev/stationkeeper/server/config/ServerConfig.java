// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of a server. Immutable; made by {@link ConfigLoader}, which has checked types
 * and bounds.
 */
public record ServerConfig(
    @Setting(
            value = "Folder of the event log and everything that is derived from it",
            byDefault = "./data")
        Path data,
    @Setting(value = "Folder with handler jars, or folders of jars", byDefault = "./plugins")
        Path plugins,
    @Setting(
            value = "Address that stations, API and console are served on; 0.0.0.0 for all",
            byDefault = "127.0.0.1")
        String bind,
    Ocpp ocpp,
    Stations stations,
    Http http,
    Log log,
    @Setting(
            value = "Settings of handlers, by the handler's name and the setting's",
            byDefault = "")
        Map<String, String> handlers) {
  public ServerConfig {
    handlers = Map.copyOf(handlers);
  }

  /** The settings of each handler by its name. */
  public Map<String, Map<String, String>> handlerSettings() {
    Map<String, Map<String, String>> byHandler = new HashMap<>();
    handlers.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          byHandler
              .computeIfAbsent(name.substring(0, dot), h -> new HashMap<>())
              .put(name.substring(dot + 1), value);
        });
    return byHandler;
  }

  /** What stations meet. */
  public record Ocpp(
      @Setting(
              value = "Port for stations (ws); 0 picks a free one",
              byDefault = "9000",
              min = "0",
              max = "65535")
          int port,
      @Setting(
              value = "Allow stations without credentials on an address other than loopback",
              byDefault = "false")
          boolean allowUnauthenticated,
      @Setting(
              value = "Longest message; a longer one closes the connection with 1009",
              byDefault = "128KiB",
              min = "4KiB",
              max = "16MiB")
          DataSize maxFrame,
      @Setting(
              value = "From the TCP connection to the end of the handshake",
              byDefault = "10s",
              min = "1s",
              max = "5m")
          Duration handshakeTime,
      @Setting(
              value = "Connections open at once from one remote address",
              byDefault = "10000",
              min = "1",
              max = "1000000")
          int connectionsPerAddress,
      @Setting(
              value =
                  "Messages a second that a station may send in the long run; more closes with"
                      + " 1008",
              byDefault = "50",
              min = "1",
              max = "100000")
          int framesPerSecond,
      @Setting(
              value = "Messages that a station may send at once",
              byDefault = "500",
              min = "1",
              max = "1000000")
          int frameBurst,
      @Setting(
              value = "Bytes that may wait for a slow station; more cuts its connection",
              byDefault = "1MiB",
              min = "64KiB",
              max = "256MiB")
          DataSize writeQueue,
      @Setting(
              value =
                  "Between the server's pings; a station silent for one and a half is cut off; 0s"
                      + " sends none",
              byDefault = "60s",
              max = "1d")
          Duration pingInterval) {}

  /** How stations are dealt with. */
  public record Stations(
      @Setting(
              value = "Stations known at most; a further one is not taken in",
              byDefault = "200000",
              min = "1",
              max = "10000000")
          int max,
      @Setting(
              value = "Messages and commands of one station that wait for its engine",
              byDefault = "256",
              min = "8",
              max = "100000")
          int mailbox,
      @Setting(
              value = "For a handler's decision on a station's request, from its arrival",
              byDefault = "20s",
              min = "1s",
              max = "10m")
          Duration decisionTime) {}

  /** How the event log is kept. */
  public record Log(
      @Setting(
              value = "A segment that is longer is closed and the next begun",
              byDefault = "128MiB",
              min = "1MiB",
              max = "1GiB")
          DataSize segment,
      @Setting(
              value = "What may wait for the disk; more is refused",
              byDefault = "64MiB",
              min = "1MiB",
              max = "4GiB")
          DataSize pending,
      @Setting(
              value = "With less than this left on the disk new work is refused",
              byDefault = "256MiB",
              min = "0B",
              max = "1024GiB")
          DataSize diskFloor) {}

  /** What operators and their programs meet. */
  public record Http(
      @Setting(
              value = "Port of API, console, health and metrics; 0 picks a free one",
              byDefault = "8080",
              min = "0",
              max = "65535")
          int port,
      @Setting(value = "Largest body of a request", byDefault = "1MiB", min = "1KiB", max = "64MiB")
          DataSize maxBody,
      @Setting(
              value = "Wrong passwords in a row, per user and address, before logins are slowed",
              byDefault = "5",
              min = "1",
              max = "1000")
          int loginAttempts,
      @Setting(
              value = "How long logins are refused then",
              byDefault = "30s",
              min = "1s",
              max = "1d")
          Duration loginPause,
      @Setting(
              value = "Answers remembered by their Idempotency-Key; the oldest are forgotten",
              byDefault = "10000",
              min = "0",
              max = "1000000")
          int idempotencyKeys,
      @Setting(
              value = "Event streams open at a time; one more is refused with 503",
              byDefault = "200",
              min = "1",
              max = "10000")
          int eventStreams) {}
}
