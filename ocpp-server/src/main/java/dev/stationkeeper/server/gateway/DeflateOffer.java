// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.gateway;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An offer of permessage-deflate (RFC 7692, 7.1) and what is answered to it. */
final class DeflateOffer {
  private static final String NAME = "permessage-deflate";

  /** Nothing is kept between messages, on neither side. */
  private static final String ANSWER =
      NAME + "; server_no_context_takeover; client_no_context_takeover";

  private static final Pattern BITS = Pattern.compile("\"?([89]|1[0-5])\"?");

  private DeflateOffer() {}

  /** What is agreed; empty when this is no such offer, or has what RFC 7692 does not. */
  static Optional<String> answer(String offer) {
    String[] parts = offer.split(";", -1);
    if (!parts[0].strip().equalsIgnoreCase(NAME)) {
      return Optional.empty();
    }
    String answer = ANSWER;
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].split("=", 2);
      String name = parameter[0].strip();
      String value = parameter.length == 1 ? null : parameter[1].strip();
      boolean right =
          switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            case "client_max_window_bits" -> value == null || BITS.matcher(value).matches();
            case "server_max_window_bits" -> value != null && BITS.matcher(value).matches();
            default -> false;
          };
      if (!right || !seen.add(name)) {
        return Optional.empty();
      }
      if (name.equals("server_max_window_bits")) {
        // Kept to by sending nothing compressed; the offer wants it said.
        answer += "; " + name + "=" + String.valueOf(value).replace("\"", "");
      }
    }
    return Optional.of(answer);
  }
}
