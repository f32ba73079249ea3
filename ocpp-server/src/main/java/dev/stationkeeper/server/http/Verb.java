// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

/** The methods that the API uses. */
enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
