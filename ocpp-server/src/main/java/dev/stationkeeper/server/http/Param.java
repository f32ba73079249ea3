// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.server.http;

/**
 * A parameter of a route.
 *
 * @param inPath true for a segment of the path, false for the query
 * @param about one sentence without its full stop
 */
record Param(String name, boolean inPath, Kind kind, String about) {
  /** What its text must look like, in the terms of JSON Schema. */
  enum Kind {
    TEXT("string", ""),
    NUMBER("integer", "int64"),
    FLAG("boolean", ""),
    INSTANT("string", "date-time");

    private final String type;
    private final String format;

    Kind(String type, String format) {
      this.type = type;
      this.format = format;
    }

    String type() {
      return type;
    }

    String format() {
      return format;
    }
  }
}
