// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The report as one page with plots that needs nothing but a browser: the charting library (uPlot)
 * is taken from its webjar and stands in the page.
 */
final class HtmlReport {
  private static final String WEBJAR = "/META-INF/resources/webjars/uplot/";

  private HtmlReport() {}

  /**
   * The page.
   *
   * @param json what {@link SimulationReport#json} has
   * @throws IOException when a part of it cannot be read from the class path
   */
  static String of(JsonView json) throws IOException {
    String dist = WEBJAR + version() + "/dist/";
    // In a script element only "</" could end it early.
    String data = json.text().replace("</", "<\\/");
    return resource("report.html")
        .replace("/*uplot.css*/", resource(dist + "uPlot.min.css"))
        .replace("/*uplot.js*/", resource(dist + "uPlot.iife.min.js"))
        .replace("/*report.js*/", resource("report.js"))
        .replace("\"data\"", data);
  }

  private static String version() throws IOException {
    Properties pom = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
      pom.load(in);
    }
    return pom.getProperty("version");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = HtmlReport.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("Not on the class path: " + name);
    }
    return in;
  }
}
