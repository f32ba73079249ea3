// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

/**
 * The body of every answer that is no success (RFC 9457).
 *
 * @param type always {@code about:blank}: title and status say which kind it is
 * @param title the status in words
 * @param status of the answer
 * @param detail a sentence that a person can act on
 */
public record Problem(String type, String title, int status, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String detail) {
    return new Problem("about:blank", title(status), status, detail);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Credentials needed";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Wrong method";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 422 -> "Not valid";
      case 429 -> "Too many requests";
      case 503 -> "Not available";
      default -> status < 500 ? "Refused" : "Server error";
    };
  }
}
