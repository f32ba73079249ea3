// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.config;

import java.nio.file.Path;
import java.time.Duration;

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
    Http http) {

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
          boolean allowUnauthenticated) {}

  /** What operators and their programs meet. */
  public record Http(
      @Setting(
              value = "Port of API, console, health and metrics; 0 picks a free one",
              byDefault = "8080",
              min = "0",
              max = "65535")
          int port,
      @Setting(
              value = "Largest body of a request",
              byDefault = "1MiB",
              min = "1KiB",
              max = "64MiB")
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
