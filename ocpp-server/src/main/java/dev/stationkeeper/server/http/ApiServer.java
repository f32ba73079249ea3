// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stationkeeper.server.config.ServerConfig;
import dev.stationkeeper.server.identity.Authentication;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves API, health and documents on one port, each request on a virtual thread of its own. */
public final class ApiServer implements AutoCloseable {
  /** What every path of the API begins with. */
  static final String PREFIX = "/api/v1";

  /** Of operators and their programs at a time. */
  private static final int CONNECTIONS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final Javalin javalin;
  private final StreamSlots streams;

  private final List<AutoCloseable> parts;

  private ApiServer(Javalin javalin, StreamSlots streams, List<AutoCloseable> parts) {
    this.javalin = javalin;
    this.streams = streams;
    this.parts = parts;
  }

  /**
   * Starts to serve.
   *
   * @param bind address
   * @param config port and limits
   * @throws io.javalin.util.JavalinException when the port is taken
   */
  public static ApiServer start(
      String bind, ServerConfig.Http config, Authentication authentication, ApiResources served) {
    return start(bind, config, authentication, served, null, null);
  }

  /**
   * The same.
   *
   * @param answers to requests with an {@code Idempotency-Key}; null to forget them in a restart
   * @param tls to serve under; null for none
   */
  public static ApiServer start(
      String bind,
      ServerConfig.Http config,
      Authentication authentication,
      ApiResources served,
      @Nullable AnswerStore answers,
      @Nullable SSLContext tls) {
    ObjectMapper mapper = Json.mapper();
    StreamSlots streams = new StreamSlots(config.eventStreams());
    List<Route> routes = new ArrayList<>(served.routes());
    routes.addAll(new SessionResource(authentication).routes());
    DocumentResource documents = new DocumentResource(routes, mapper);
    RouteHandlers handlers =
        new RouteHandlers(
            mapper,
            new Gatekeeper(authentication, served.actions()),
            new Idempotency(config.idempotencyKeys(), answers, mapper),
            streams,
            served.actions());
    Javalin javalin =
        Javalin.create(
            javalinConfig -> {
              settings(javalinConfig, bind, config, mapper);
              if (tls != null) {
                javalinConfig.jetty.addConnector(
                    (server, http) -> TlsConnector.of(server, http, tls, bind, config.port()));
              }
              Problems.install(javalinConfig.routes);
              javalinConfig.routes.before(ApiServer::guardHeaders);
              for (Route route : documents.withOwn()) {
                javalinConfig.routes.addHttpHandler(
                    HandlerType.findOrCreate(route.verb().name()),
                    route.path(),
                    handlers.of(route));
              }
              documents.installViewer(javalinConfig);
              ConsoleFiles.install(javalinConfig);
            });
    return new ApiServer(javalin.start(), streams, served.parts());
  }

  /** The port that is served, also when 0 asked for a free one. */
  public int port() {
    return javalin.port();
  }

  /** Ends open streams and stops to serve. */
  @Override
  public void close() {
    streams.close();
    javalin.stop();
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("A part of the API did not end", e);
      }
    }
  }

  private static void settings(
      JavalinConfig javalin, String bind, ServerConfig.Http config, ObjectMapper mapper) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.jetty.host = bind;
    javalin.jetty.port = config.port();
    // Beyond it Jetty stops to accept for a while; the files of stations are not its to take.
    javalin.jetty.modifyServer(
        server -> server.addBean(new NetworkConnectionLimit(CONNECTIONS, server)));
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.http.maxRequestSize = config.maxBody().bytes();
    javalin.http.prefer405over404 = true;
    javalin.router.ignoreTrailingSlashes = true;
    javalin.jsonMapper(new JavalinJackson(mapper, false));
  }

  private static void guardHeaders(io.javalin.http.Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "same-origin");
    if (context.scheme().equals("https")) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
    context.header("Content-Security-Policy", ConsoleFiles.policy(context.path()));
    if (context.path().startsWith("/api/")) {
      context.header("Cache-Control", "no-store");
    }
  }
}
