// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;

/** Read models may be late: waits until they show what a test expects. */
final class ReadModels {
  private ReadModels() {}

  /** The station once it is {@code as} the test wants it. */
  static JsonNode station(ApiClient api, String id, Predicate<JsonNode> as) {
    return eventually("station " + id, () -> api.get("/stations/" + id), as);
  }

  /** The only transaction of the station, once it is {@code as} the test wants it, in full. */
  static JsonNode onlyTransaction(ApiClient api, String station, Predicate<JsonNode> as) {
    JsonNode listed =
        eventually(
            "one transaction of " + station,
            () -> api.get("/transactions?station=" + station).get("items"),
            items -> items.size() == 1 && as.test(items.get(0)));
    return api.get("/transactions/" + encoded(listed.get(0).get("id").asText()));
  }

  static <T> T eventually(
      String what, java.util.concurrent.Callable<T> read, Predicate<? super T> as) {
    return await(what)
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(read, as);
  }

  private static String encoded(String segment) {
    return java.net.URLEncoder.encode(segment, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}
