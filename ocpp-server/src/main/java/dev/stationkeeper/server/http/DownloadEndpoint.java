// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

import java.io.IOException;
import java.io.Writer;

/**
 * Serves one route by writing text, a part after the other. What is wrong with the request has to
 * be found before the first part: then the answer is a problem, later it only ends.
 */
@FunctionalInterface
interface DownloadEndpoint {
  void serve(Exchange exchange, Writer out) throws IOException;
}
