// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Where the gateway gets its side of a TLS connection from. Thread-safe. */
public interface TlsEngines {
  /** The context that engines are made of. */
  SSLContext context();

  /** A server's engine with the certificates in force now; a new one for each connection. */
  SSLEngine engine();
}
