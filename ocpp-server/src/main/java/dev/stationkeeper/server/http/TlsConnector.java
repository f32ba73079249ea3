// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's side of HTTPS, with a context whose certificates change under it. */
final class TlsConnector {
  private TlsConnector() {}

  static ServerConnector of(
      Server server, HttpConfiguration http, SSLContext context, String bind, int port) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    HttpConfiguration secure = new HttpConfiguration(http);
    secure.setSendServerVersion(false);
    // The name in the certificate is the client's to check, not ours.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(secure));
    connector.setHost(bind);
    connector.setPort(port);
    return connector;
  }
}
