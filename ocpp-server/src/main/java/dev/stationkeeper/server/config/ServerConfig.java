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
    Security security,
    Tls tls,
    FirmwareConfig firmware,
    Stations stations,
    Http http,
    LogConfig log,
    Supervision supervision,
    Tracing tracing,
    TraceConfig trace,
    @Setting(
            value =
                "Settings of handlers, by the handler's name (or its beginning and *) and the"
                    + " setting's; personal-data: true shows an observer or a consumer persons'"
                    + " identifiers",
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
              value = "Port for stations without TLS (ws); 0 picks a free one, -1 serves none",
              byDefault = "9000",
              min = "-1",
              max = "65535")
          int port,
      @Setting(
              value =
                  "Port for stations under TLS (wss), served when tls.certificate is set; 0 picks a"
                      + " free one, -1 serves none",
              byDefault = "9443",
              min = "-1",
              max = "65535")
          int tlsPort,
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
          Duration pingInterval,
      @Setting(
              value = "From the first byte of a message to its last; a slower one closes with 1008",
              byDefault = "30s",
              min = "1s",
              max = "10m")
          Duration messageTime,
      @Setting(
              value =
                  "Handshakes that may wait for a verdict; more are answered 503 with Retry-After,"
                      + " those of the address with the most first",
              byDefault = "20000",
              min = "1",
              max = "100000")
          int handshakeQueue,
      @Setting(
              value = "Take compressed messages (RFC 7692) of stations that offer it",
              byDefault = "false")
          boolean compression) {}

  /** Who may connect. */
  public record Security(
      @Setting(
              value =
                  "Security profile of stations that have none of their own: 0 open, 1 password, 2"
                      + " TLS and password, 3 TLS with a certificate on both sides",
              byDefault = "0",
              min = "0",
              max = "3")
          int defaultProfile,
      @Setting(
              value =
                  "What becomes of a station that nobody announced: accept, pending (until an"
                      + " operator approves it) or refuse",
              byDefault = "accept")
          String unknownStations,
      @Setting(
              value =
                  "File with the server's own key, which station passwords are hashed with; made at"
                      + " the first start; empty for secrets/server.key in the data folder",
              byDefault = "")
          String keyFile,
      @Setting(
              value = "Wrong passwords in a row, per station and address, before it is refused",
              byDefault = "10",
              min = "1",
              max = "1000")
          int attempts,
      @Setting(
              value = "How long it is refused then, with 429",
              byDefault = "1m",
              min = "1s",
              max = "1d")
          Duration pause,
      @Setting(
              value = "Stations that may wait for approval; a further one is answered 503",
              byDefault = "1000",
              min = "1",
              max = "100000")
          int maxPending) {}

  /** TLS, for stations and, with http.tls, for operators. */
  public record Tls(
      @Setting(
              value =
                  "PEM files of the server's certificates, each with its chain, by commas: one for"
                      + " RSA and one for ECDSA side by side; empty for no TLS",
              byDefault = "")
          String certificate,
      @Setting(value = "PEM files of their private keys, in the same order", byDefault = "")
          String key,
      @Setting(value = "Password of encrypted private keys", byDefault = "", secret = true)
          String keyPassword,
      @Setting(
              value =
                  "PEM files of the authorities that issue stations' certificates, by commas; empty"
                      + " when stations have none",
              byDefault = "")
          String stationAuthority,
      @Setting(
              value =
                  "Keep an authority in the data folder that issues stations' certificates and is"
                      + " trusted",
              byDefault = "false")
          boolean builtInAuthority,
      @Setting(
              value =
                  "Files of revocation lists (PEM or DER), by commas; when set, each authority"
                      + " needs a current one, or its stations are refused",
              byDefault = "")
          String revocationList,
      @Setting(
              value = "What a station's certificate must have as organisation (O); empty for any",
              byDefault = "")
          String organisation,
      @Setting(
              value = "How often these files are looked at for changes; 0s never",
              byDefault = "1m",
              max = "1d")
          Duration reload,
      @Setting(
              value =
                  "Host name by which stations reach this server; its certificates are checked for"
                      + " it; empty for no check",
              byDefault = "")
          String hostName,
      @Setting(
              value =
                  "Ask OCSP responders about stations' certificates: off; soft: one is good when"
                      + " nobody can be asked; hard: it is refused then",
              byDefault = "off")
          String ocsp,
      @Setting(
              value =
                  "Hosts that may be asked by OCSP or for revocation lists, host or host:port, by"
                      + " commas; no others ever are",
              byDefault = "")
          String ocspHosts,
      @Setting(
              value = "For the answer of one of them",
              byDefault = "3s",
              min = "100ms",
              max = "30s")
          Duration ocspTime,
      @Setting(
              value =
                  "PEM files of the authorities that issue contract certificates of vehicles, by"
                      + " commas; when set, contracts are checked by OCSP before their tokens",
              byDefault = "")
          String contractAuthority) {}

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
          Duration decisionTime,
      @Setting(
              value = "For a station's answer to a CALL of ours; then the command has timed out",
              byDefault = "30s",
              min = "1s",
              max = "10m")
          Duration callTimeout,
      @Setting(
              value = "Heartbeat interval that an accepted station is told",
              byDefault = "5m",
              min = "1s",
              max = "1d")
          Duration heartbeatInterval,
      @Setting(
              value = "How long a station that is not accepted waits before it asks again",
              byDefault = "1m",
              min = "1s",
              max = "1d")
          Duration bootRetryInterval,
      @Setting(
              value = "Requests of one station that may wait for their answer; one more is refused",
              byDefault = "64",
              min = "1",
              max = "10000")
          int requestQueue,
      @Setting(
              value = "Commands to one station that may wait; one more ends with QueueFull",
              byDefault = "100",
              min = "1",
              max = "10000")
          int commandQueue,
      @Setting(
              value =
                  "How long steps of flows may take where it is not what the flow itself says,"
                      + " by kind.step",
              byDefault = "")
          FlowDeadlines flowDeadlines,
      @Setting(value = "What some stations are forgiven, by named rules", byDefault = "")
          Tolerances quirks,
      @Setting(
              value = "Actions of stations that are not offered: answered NotSupported",
              byDefault = "")
          ActionNames switchedOff) {}

  /** What operators and their programs meet. */
  public record Http(
      @Setting(
              value = "Port of API, console, health and metrics; 0 picks a free one",
              byDefault = "8080",
              min = "0",
              max = "65535")
          int port,
      @Setting(
              value = "Serve this port under TLS, with the certificates of tls.certificate",
              byDefault = "false")
          boolean tls,
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
          int eventStreams,
      @Setting(
              value = "Serve /metrics without credentials; else it needs the role viewer",
              byDefault = "false")
          boolean openMetrics) {}
}
