// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.node;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.server.access.SecuritySettings;
import dev.stationkeeper.server.consumer.ConsumerStatus;
import dev.stationkeeper.server.consumer.HandlerFeeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server is, as handlers see it: members that the SPI promises, and no others. */
final class ServerPicture {
  private static final Logger LOG = LoggerFactory.getLogger(ServerPicture.class);

  private final NodeSettings settings;
  private final HandlerFeeds feeds;

  ServerPicture(NodeSettings settings, HandlerFeeds feeds) {
    this.settings = settings;
    this.feeds = feeds;
  }

  /** Looks at the disk and at the certificates' files. */
  JsonView now() {
    return JsonView.object()
        .put("diskFree", settings.log().folder().toFile().getUsableSpace())
        .put("diskFloor", settings.log().diskFloorBytes())
        .putObjects("consumers", feeds.status().stream().map(ServerPicture::consumer).toList())
        .putObjects("certificates", certificates())
        .build();
  }

  private static JsonView consumer(ConsumerStatus status) {
    return JsonView.object()
        .put("handler", status.handler())
        .put("checkpoint", status.checkpoint())
        .put("lag", status.lag())
        .build();
  }

  private List<JsonView> certificates() {
    List<JsonView> found = new ArrayList<>();
    if (settings.tls() != null) {
      settings.tls().certificates().forEach(file -> certificate(file, found));
    }
    Path authority = settings.security().authority();
    if (authority != null) {
      certificate(SecuritySettings.rootOf(authority), found);
    }
    return found;
  }

  /** The first of a file is the one that is shown; those behind it are its issuers'. */
  private static void certificate(Path file, List<JsonView> found) {
    try (InputStream in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificate(in)
          instanceof X509Certificate certificate) {
        found.add(
            JsonView.object()
                .put("name", String.valueOf(file.getFileName()))
                .put("subject", certificate.getSubjectX500Principal().getName())
                .put("notAfter", certificate.getNotAfter().toInstant())
                .build());
      }
    } catch (IOException | CertificateException e) {
      LOG.warn("The certificate in {} cannot be looked at", file, e);
    }
  }
}
