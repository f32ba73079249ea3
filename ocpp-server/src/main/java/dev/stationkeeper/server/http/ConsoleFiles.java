// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * The console: static files from the class path. Its pages have addresses of their own, all of
 * which are the one document that then shows the page. Nothing is asked of another host.
 */
final class ConsoleFiles {
  /** Where the console's pages live; each is the same document. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/login",
          "/stations",
          "/stations/{id}",
          "/stations/{id}/{tab}",
          "/transactions",
          "/transactions/{id}",
          "/handlers",
          "/alarms",
          "/tasks",
          "/tasks/{id}",
          "/events",
          "/access",
          "/access/{tab}");

  /** No inline script or style, nothing of another host, no frame around it. */
  private static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** Swagger UI writes styles into its elements. */
  private static final String VIEWER =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private ConsoleFiles() {}

  static String policy(String path) {
    return path.startsWith("/api/docs") ? VIEWER : STRICT;
  }

  static void install(JavalinConfig config) {
    folder(config, "/console", "/console");
    folder(config, "/console/lib/lit-html", webjar("lit-html"));
    folder(config, "/console/lib/uplot", webjar("uplot"));
    byte[] document = read("/console/index.html");
    for (String page : PAGES) {
      config.routes.get(page, context -> document(context, document));
    }
  }

  private static void document(Context context, byte[] document) {
    context.header("Cache-Control", "no-cache");
    context.contentType("text/html; charset=utf-8").result(document);
  }

  private static void folder(JavalinConfig config, String at, String directory) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = at;
          files.directory = directory;
          files.location = Location.CLASSPATH;
          // Asked again each time; unchanged files cost a 304.
          files.headers.put("Cache-Control", "no-cache");
        });
  }

  private static String webjar(String name) {
    String at = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(at)) {
      if (in == null) {
        throw new IllegalStateException("the web jar of " + name + " is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return "/META-INF/resources/webjars/" + name + "/" + properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String resource) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
