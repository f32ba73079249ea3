// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path of the API with its query, percent-encoded.
 *
 * @param text from the root of the server
 */
record ApiPath(String text) {
  /** The API's path of these segments. */
  static ApiPath api(String... segments) {
    StringBuilder path = new StringBuilder("/api/v1");
    for (String segment : segments) {
      path.append('/').append(ApiClient.segment(segment));
    }
    return new ApiPath(path.toString());
  }

  /** Adds a parameter to the query; a null value leaves it out. */
  ApiPath with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    String pair = name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    return new ApiPath(text + (text.indexOf('?') < 0 ? "?" : "&") + pair);
  }
}
