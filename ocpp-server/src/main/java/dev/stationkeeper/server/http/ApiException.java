// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

/** A request cannot be served; becomes a {@link Problem}. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private ApiException(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  static ApiException badRequest(String detail) {
    return new ApiException(400, detail);
  }

  static ApiException unauthorized(String detail) {
    return new ApiException(401, detail);
  }

  static ApiException tooMany(String detail) {
    return new ApiException(429, detail);
  }

  static ApiException forbidden(String detail) {
    return new ApiException(403, detail);
  }

  static ApiException notFound(String detail) {
    return new ApiException(404, detail);
  }

  static ApiException conflict(String detail) {
    return new ApiException(409, detail);
  }

  static ApiException notValid(String detail) {
    return new ApiException(422, detail);
  }

  static ApiException unavailable(String detail) {
    return new ApiException(503, detail);
  }

  Problem problem() {
    return Problem.of(status, String.valueOf(getMessage()));
  }
}
