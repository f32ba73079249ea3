// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.ca;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An OCSP responder over HTTP that does what a test wants, at {@code /ocsp}; lists at /crl. */
public final class TestResponder implements AutoCloseable {
  private final TestAuthority authority;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<BigInteger, CertificateStatus> statuses = new ConcurrentHashMap<>();

  /** How often it was asked. */
  public final AtomicInteger asked = new AtomicInteger();

  /** What it is like. */
  public volatile Manner manner = Manner.ISSUER;

  /** The end of its answers, from now. */
  public volatile Duration validity = Duration.ofHours(1);

  /** What it has at /crl. */
  public volatile byte[] list = {};

  /** What it is like. */
  public enum Manner {
    /** Signs with the issuer's own key. */
    ISSUER,
    /** Signs with a key that the issuer names for it. */
    DELEGATE,
    /** Signs with a key of a certificate that is not for that. */
    STATION,
    /** Signs with a key of nobody's. */
    STRANGER,
    /** Never answers. */
    SILENT,
    /** Sends elsewhere. */
    REDIRECTS,
    /** Says more than anybody wants to know. */
    ENDLESS,
    /** Answers with something else. */
    NONSENSE
  }

  /** Good, Revoked or Unknown. */
  public enum Says {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  public TestResponder(TestAuthority authority) {
    this.authority = authority;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/ocsp", this::serve);
    server.createContext(
        "/crl",
        exchange -> {
          asked.incrementAndGet();
          answer(exchange, list);
        });
    server.start();
  }

  /** As certificates and stations name it. */
  public String url() {
    return "http://" + host() + "/ocsp";
  }

  public String listUrl() {
    return "http://" + host() + "/crl";
  }

  /** As the configuration names it. */
  public String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** What it says of that certificate from now on; of others that they are good. */
  public void says(X509Certificate certificate, Says what) {
    statuses.put(
        certificate.getSerialNumber(),
        switch (what) {
          case GOOD -> throw new IllegalArgumentException("it says so of all");
          case REVOKED -> new RevokedStatus(Date.from(Instant.now()), 0);
          case UNKNOWN -> new UnknownStatus();
        });
  }

  private void serve(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try {
      switch (manner) {
        case SILENT -> end.await();
        case REDIRECTS -> {
          exchange.getResponseHeaders().add("Location", listUrl());
          exchange.sendResponseHeaders(302, -1);
        }
        case ENDLESS -> answer(exchange, new byte[1 << 20]);
        case NONSENSE -> answer(exchange, new byte[] {1, 2, 3});
        default -> answer(exchange, response(exchange.getRequestBody().readAllBytes()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private byte[] response(byte[] request) throws Exception {
    Signer signer = signer();
    BasicOCSPRespBuilder builder =
        new BasicOCSPRespBuilder(new RespID(new X500Name("CN=Responder")));
    Date from = Date.from(Instant.now().minus(Duration.ofDays(2)));
    Date until = Date.from(Instant.now().plus(validity));
    for (Req asked : new OCSPReq(request).getRequestList()) {
      builder.addResponse(
          asked.getCertID(), statuses.get(asked.getCertID().getSerialNumber()), from, until, null);
    }
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()),
                signer.path(),
                Date.from(Instant.now())))
        .getEncoded();
  }

  @SuppressWarnings("ArrayRecordComponent") // as the library wants it
  private record Signer(PrivateKey key, X509CertificateHolder[] path) {}

  private Signer signer() throws Exception {
    KeyPair pair = TestAuthority.keys("EC", 256);
    return switch (manner) {
      case DELEGATE -> named(pair, KeyPurposeId.id_kp_OCSPSigning);
      case STATION -> named(pair, KeyPurposeId.id_kp_clientAuth);
      case STRANGER -> new Signer(pair.getPrivate(), new X509CertificateHolder[0]);
      default -> new Signer(authority.rootKey(), new X509CertificateHolder[0]);
    };
  }

  private Signer named(KeyPair pair, KeyPurposeId purpose) throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            authority.issuer().name(),
            BigInteger.TWO,
            Date.from(Instant.now().minusSeconds(60)),
            Date.from(Instant.now().plusSeconds(600)),
            new X500Name("CN=Responder"),
            pair.getPublic());
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    return new Signer(
        pair.getPrivate(),
        new X509CertificateHolder[] {
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.rootKey()))
        });
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
