// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.attack;

import java.io.IOException;
import java.net.URI;

/** One of those who attack at the same time. */
final class Attacker {
  private final URI url;
  private final int number;
  private final long until;

  Attacker(URI url, int number, long until) {
    this.url = url;
    this.number = number;
    this.until = until;
  }

  boolean hasTime() {
    return System.nanoTime() - until < 0;
  }

  /** The id that it calls itself. */
  String station() {
    return "ATTACKER" + number;
  }

  /** The id of the station whose password is guessed: it has profile 1, or 2 under TLS. */
  String victim() {
    return isSecure() ? "VICTIM-TLS" : "VICTIM";
  }

  private boolean isSecure() {
    return "wss".equals(url.getScheme());
  }

  /** A connection, under TLS where the address says so; its handshake waits for the first word. */
  RawConnection connect() throws IOException {
    return isSecure() ? RawConnection.secure(url.getHost(), url.getPort()) : connectOnly();
  }

  /** A TCP connection and nothing more. */
  RawConnection connectOnly() throws IOException {
    return RawConnection.to(url.getHost(), url.getPort());
  }

  /** The head of a handshake without its last empty line. */
  String request(String station, String... headers) {
    StringBuilder head =
        new StringBuilder("GET ")
            .append(url.getPath())
            .append('/')
            .append(station)
            .append(" HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            .append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n")
            .append("Sec-WebSocket-Protocol: ocpp1.6\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }
}
